import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers with JSON that carries its own mark: whoever has it already hears 304. The mark is of the bytes, so it
 * changes exactly when the answer does – with the version of the figures, the day, a name or a letter.
 */
export const answerJson = (request: FastifyRequest, reply: FastifyReply, value: unknown): Promise<void> =>
  answerText(request, reply, 'application/json; charset=utf-8', JSON.stringify(value));

export async function answerText(request: FastifyRequest, reply: FastifyReply, type: string, text: string): Promise<void> {
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  reply.headers({ etag, 'cache-control': 'public, max-age=0, must-revalidate', vary: 'accept' });
  const known = request.headers['if-none-match'];
  if (known !== undefined && known.split(/\s*,\s*/).some((one) => one === etag || one === '*')) {
    return void (await reply.status(304).send());
  }
  await reply.status(200).type(type).send(text);
}
