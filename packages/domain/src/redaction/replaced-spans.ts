import { ANY_PUBLIC_TOKEN } from './tokens.ts';

export interface ReplacedSpan {
  readonly start: number;
  readonly end: number;
}

const TOKENS = new RegExp(ANY_PUBLIC_TOKEN, 'g');

/**
 * Where in the original the marks of the published text stand for something: offsets in the original (UTF-16 units), in
 * order. Null when the published text is not the original with marks in it, because a person changed more.
 *
 * Where several stretches fit, the shortest is taken: of 电话138电话139 and 电话[电话], the mark stands for 138电话139, since
 * nothing follows it.
 */
export function replacedSpans(original: string, published: string): readonly ReplacedSpan[] | null {
  const kept = published.split(TOKENS);
  const tokens = published.match(TOKENS) ?? [];
  const [first = '', ...others] = kept;
  if (others.length === 0) return original === published ? [] : null;
  if (!original.startsWith(first)) return null;
  const spans: ReplacedSpan[] = [];
  let at = first.length;
  for (const [place, piece] of others.entries()) {
    const lastPiece = place === others.length - 1;
    const next = lastPiece ? original.length - piece.length : original.indexOf(piece, at + 1);
    if (next <= at || (lastPiece && !original.endsWith(piece))) return null;
    // What had a mark in it when it was written was not replaced.
    if (original.slice(at, next) !== tokens[place]) spans.push({ start: at, end: next });
    at = next + piece.length;
  }
  return spans;
}
