// What can be known to fail before anything slow begins.

import { connect } from 'node:net';
import { isPortFree } from './free-port.mjs';
import { refuseClaimedDataFolder } from './postgres/data-folder-claim.mjs';
import { Problem } from './problem.mjs';

/**
 * Throws a Problem for a second start, a busy port, a wrong HOST, or a Redis or database that nobody answers for.
 * @param {import('./configuration.mjs').Configuration} configuration
 */
export async function preflight({ port, host, databaseUrl, redisUrl, dataFolder }) {
  if (!databaseUrl) refuseClaimedDataFolder(dataFolder);
  await refuseBusyPort(port, host);
  if (databaseUrl) await refuseSilence('database', 'DATABASE_URL', databaseUrl, 5432);
  if (redisUrl) await refuseSilence('Redis', 'REDIS_URL', redisUrl, 6379);
}

/** @param {number} port @param {string} host */
async function refuseBusyPort(port, host) {
  let free;
  try {
    free = await isPortFree(port, host);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EACCES')
      throw new Problem(
        `Port ${port} is not allowed for this account: choose another, like PORT=3000 npm start.`,
      );
    throw new Problem(
      `HOST must be an address of this machine, but "${host}" can not be listened on (${code}).`,
    );
  }
  if (free) return;
  throw new Problem(
    `Port ${port} on ${host} is in use: stop the program that has it, or choose another, like PORT=${port < 65535 ? port + 1 : 3000} npm start.`,
  );
}

/**
 * @param {string} what @param {string} name of the setting @param {string} url @param {number} usualPort
 * @returns {Promise<void>}
 */
function refuseSilence(what, name, url, usualPort) {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host === '') return Promise.resolve(); // A socket of this machine: the driver will say.
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port || usualPort), timeout: 5000 });
    const refuse = (/** @type {string} */ reason) => {
      socket.destroy();
      reject(
        new Problem(
          `The ${what} at ${host}:${port || usualPort} can not be reached (${reason}): start it, or correct ${name}.`,
        ),
      );
    };
    socket.once('connect', () => resolve(void socket.end()));
    socket.once('timeout', () => refuse('no answer within 5 s'));
    socket.once('error', (/** @type {NodeJS.ErrnoException} */ error) => refuse(error.code ?? error.message));
  });
}
