import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { readRefusedBodies } from './unread-bodies.ts';

const MEBIBYTE = 1_048_576;

let server: FastifyInstance;
afterEach(() => server.close());

/** Listens with a limit of 1 KiB a body. */
async function listen(patience?: { bytes: number; ms: number }): Promise<number> {
  server = fastify({ bodyLimit: 1024 });
  readRefusedBodies(server, patience);
  server.post('/', () => 'taken');
  await server.listen({ port: 0, host: '127.0.0.1' });
  return (server.server.address() as AddressInfo).port;
}

/** Sends a body of so many bytes in pieces with a pause between, reads nothing before it is sent, and tells all that came back. */
async function send(port: number, bytes: number, pauseMs: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  let reset = false;
  socket.on('error', () => (reset = true));
  socket.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`,
  );
  for (let left = bytes; left > 0 && !reset; left -= MEBIBYTE) {
    socket.write(Buffer.alloc(Math.min(left, MEBIBYTE), ' '));
    await delay(pauseMs);
  }
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  if (!socket.destroyed) await once(socket, 'close').catch(() => undefined);
  return answer;
}

describe('a body that is refused before its end', () => {
  it('is read to its end, so that whoever sends it hears why', async () => {
    const port = await listen();
    for (let time = 0; time < 5; time += 1) expect(await send(port, 8 * MEBIBYTE, 5)).toContain('413');
  });

  it('is not read for ever: not when there is too much of it, and not when it comes too slowly', async () => {
    const port = await listen({ bytes: 4 * MEBIBYTE, ms: 300 });
    const began = Date.now();
    await send(port, 400 * MEBIBYTE, 0);
    await send(port, 40 * MEBIBYTE, 100);
    expect(Date.now() - began).toBeLessThan(3_500);
  });
});
