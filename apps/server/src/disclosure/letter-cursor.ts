import { z } from 'zod';
import { VisitorError } from '../platform/errors/errors.ts';

/** Numbers are short and printable; nothing else is worth a query, and U+0000 would make one fail. */
export const isPossibleNumber = (text: string): boolean => text.length <= 100 && !/\p{Cc}/u.test(text);

const NumberSchema = z.string().refine(isPossibleNumber);

/** Which of the two ways to search gave the list: all words, or, when that found nothing, any of them. */
const join = z.enum(['all', 'any']);
const publishedAt = z.iso.datetime({ offset: true });
const place = z.int().min(1);

/** Where a page of letters ended: the last letter's place in the order, and how the letters were found. */
const CursorSchema = z.discriminatedUnion('order', [
  /** `since`: only letters published from then on are ranked; null when all found are. */
  z.strictObject({
    order: z.literal('relevance'),
    since: publishedAt.nullable(),
    rank: z.number(),
    number: NumberSchema,
    join,
    place,
  }),
  /** Among the letters that follow the ranked ones, the newest first. */
  z.strictObject({ order: z.literal('older'), publishedAt, number: NumberSchema, join, place }),
  z.strictObject({ order: z.literal('newest'), publishedAt, number: NumberSchema, join, place }),
]);
export type LetterCursor = z.infer<typeof CursorSchema>;
export type LetterSort = 'relevance' | 'newest';

export const writeCursor = (cursor: LetterCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Throws VisitorError invalid_query for anything that this server did not write, or wrote for another order. */
export function readCursor(text: string, sort: LetterSort): LetterCursor {
  const parsed = CursorSchema.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (parsed.success && (parsed.data.order === 'newest') === (sort === 'newest')) return parsed.data;
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
