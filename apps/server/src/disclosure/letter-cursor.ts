import { z } from 'zod';
import { VisitorError } from '../platform/errors/errors.ts';

const NumberSchema = z
  .string()
  .max(100)
  // eslint-disable-next-line no-control-regex -- PostgreSQL cannot hold U+0000
  .refine((text) => !/[\u0000-\u001f]/.test(text));

/** Where a page of letters ended: the last letter's place in the order, and how the letters were found. */
const CursorSchema = z.discriminatedUnion('sort', [
  z.strictObject({
    sort: z.literal('relevance'),
    /** Which of the two ways to search gave the list: all words, or, when that found nothing, any of them. */
    join: z.enum(['all', 'any']),
    rank: z.number(),
    number: NumberSchema,
    place: z.int().min(1),
  }),
  z.strictObject({
    sort: z.literal('newest'),
    join: z.enum(['all', 'any']),
    publishedAt: z.iso.datetime({ offset: true }),
    number: NumberSchema,
    place: z.int().min(1),
  }),
]);
export type LetterCursor = z.infer<typeof CursorSchema>;

export const writeCursor = (cursor: LetterCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Throws VisitorError invalid_query for anything that this server did not write, or wrote for another order. */
export function readCursor(text: string, sort: LetterCursor['sort']): LetterCursor {
  const parsed = CursorSchema.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (parsed.success && parsed.data.sort === sort) return parsed.data;
  throw new VisitorError('invalid_query', {}, [
    {
      pointer: '/cursor',
      zh: '翻页标记不是由本站给出的，请从第一页翻起',
      en: 'This page mark was not given by this site for this list; start from the first page',
    },
  ]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
