// Questions about TCP ports, asked of the operating system.

import { createServer } from 'node:net';

/** A port of the loopback address that nobody listens on at this moment. @returns {Promise<number>} */
export async function freePort() {
  const port = await listenBriefly(0, '127.0.0.1');
  if (port === null) throw new Error('The operating system gave no free port.');
  return port;
}

/**
 * Whether this process could listen on the port now. Throws what the system says when the address itself is wrong.
 * @param {number} port
 * @param {string} host
 */
export async function isPortFree(port, host) {
  return (await listenBriefly(port, host)) !== null;
}

/**
 * The port listened on, or null when somebody else has it.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number | null>}
 */
function listenBriefly(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });
}
