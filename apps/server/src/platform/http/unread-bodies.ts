import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** So much of a refused body is read to its end, for so long; whoever goes on sending after that is cut off. */
const PATIENCE = { bytes: 64 * 1_048_576, ms: 30_000 };

/**
 * Reads what is left of a body that was refused before its end, and only then lets the answer go. A connection that is
 * closed while somebody still sends is reset, and the sentence that says what was wrong with it is lost on the way.
 */
export function readRefusedBodies(fastify: FastifyInstance, patience = PATIENCE): void {
  fastify.addHook('onSend', async ({ raw }, reply, payload) => {
    if (reply.statusCode >= 400 && !raw.complete && !raw.destroyed) await leftBehind(raw, patience);
    return payload;
  });
}

/** Resolves when nothing more comes, or too much, or for too long. */
const leftBehind = (body: IncomingMessage, { bytes, ms }: typeof PATIENCE): Promise<void> =>
  new Promise((resolve) => {
    let left = bytes;
    const enough = () => {
      clearTimeout(late);
      body.off('data', count).off('end', enough).off('close', enough).off('error', enough);
      resolve();
    };
    const count = (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) enough();
    };
    const late = setTimeout(enough, ms);
    body.on('data', count).on('end', enough).on('close', enough).on('error', enough);
    body.resume();
  });
