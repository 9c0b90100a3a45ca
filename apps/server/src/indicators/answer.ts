import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers with JSON that carries its own mark: whoever has it already hears 304. The mark is of the bytes, so it
 * changes exactly when the answer does – with the version of the figures, the day, a name or a letter.
 */
export function answerJson(request: FastifyRequest, reply: FastifyReply, value: object): Promise<void> {
  const said = written.get(value) ?? marked(JSON.stringify(value));
  written.set(value, said);
  return answer(request, reply, 'application/json; charset=utf-8', said);
}

/** The same for a text of any other type. */
export const answerText = (
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  text: string,
): Promise<void> => answer(request, reply, type, marked(text));

interface Marked {
  readonly text: string;
  readonly etag: string;
}

/** An answer that is kept is written out once, however many ask for it. */
const written = new WeakMap<object, Marked>();

const marked = (text: string): Marked => ({
  text,
  etag: `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`,
});

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  { text, etag }: Marked,
): Promise<void> {
  reply.headers({ etag, 'cache-control': 'public, max-age=0, must-revalidate', vary: 'accept' });
  const known = request.headers['if-none-match'];
  if (known !== undefined && known.split(/\s*,\s*/).some((one) => one === etag || one === '*')) {
    return void (await reply.status(304).send());
  }
  await reply.status(200).type(type).send(text);
}

/** Asked for as CSV, in the address or by the client. A browser that takes anything gets JSON. */
export function wantsCsv(request: FastifyRequest, format?: 'json' | 'csv'): boolean {
  if (format !== undefined) return format === 'csv';
  const accept = request.headers.accept ?? '';
  return accept.includes('text/csv') && !accept.includes('application/json');
}
