/** Where a found word begins and ends, for the page to mark: two characters of the private use area. */
export const MARK_OPEN = '\uE000';
export const MARK_CLOSE = '\uE001';

const MARKS = /[\uE000\uE001]/g;
/** Characters on either side of a passage's hit, passages in a snippet. */
const AROUND = 24;
const PASSAGES_MAX = 2;
const OPENING_LENGTH = 72;

interface Hit {
  readonly start: number;
  readonly end: number;
}

/** The text with the words found between marks; words that touch or overlap are marked as one. */
export function highlight(text: string, words: readonly string[]): string {
  const clean = text.replace(MARKS, '');
  return marked(clean, hitsIn(clean, words), { start: 0, end: clean.length });
}

/**
 * The passages around the first hits in the first text that has any, marked, with … where something is left out; the opening of
 * the first text when no text has any. One line; never half a character.
 */
export function snippetOf(texts: readonly string[], words: readonly string[]): string {
  const lines = texts.map((text) => text.replace(MARKS, '').replace(/\s+/gu, ' ').trim());
  for (const line of lines) {
    const hits = hitsIn(line, words);
    if (hits.length > 0) return framed(line, hits, passagesAround(line, hits));
  }
  const opening = lines[0] ?? '';
  return framed(
    opening,
    [],
    [{ start: 0, end: wholeCharacter(opening, Math.min(OPENING_LENGTH, opening.length)) }],
  );
}

/** Longest words first, then overlapping and touching hits joined. Single characters count only when nothing longer was asked. */
function hitsIn(text: string, words: readonly string[]): Hit[] {
  const longer = words.filter((word) => [...word].length > 1);
  const wanted = [...(longer.length > 0 ? longer : words)]
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [];
  const pattern = new RegExp(
    `(?=(${wanted.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|')}))`,
    'giu',
  );
  const hits: { start: number; end: number }[] = [];
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[1]!.length;
    const last = hits.at(-1);
    if (last !== undefined && match.index <= last.end) last.end = Math.max(last.end, end);
    else hits.push({ start: match.index, end });
  }
  return hits;
}

function passagesAround(text: string, hits: readonly Hit[]): Hit[] {
  const passages: { start: number; end: number }[] = [];
  for (const hit of hits) {
    const start = wholeCharacter(text, Math.max(0, hit.start - AROUND));
    const end = wholeCharacter(text, Math.min(text.length, hit.end + AROUND));
    const last = passages.at(-1);
    if (last !== undefined && start <= last.end) {
      // A third hit close by is still shown, but no passage runs on for ever.
      if (hit.end - last.start <= AROUND * 4) last.end = end;
    } else if (passages.length < PASSAGES_MAX) {
      passages.push({ start, end });
    }
  }
  return passages;
}

const framed = (text: string, hits: readonly Hit[], passages: readonly Hit[]): string =>
  (passages[0]!.start > 0 ? '…' : '') +
  passages.map((passage) => marked(text, hits, passage)).join(' … ') +
  (passages.at(-1)!.end < text.length ? '…' : '');

function marked(text: string, hits: readonly Hit[], passage: Hit): string {
  let out = '';
  let at = passage.start;
  for (const hit of hits) {
    const start = Math.max(hit.start, passage.start);
    const end = Math.min(hit.end, passage.end);
    if (start >= end) continue;
    out += text.slice(at, start) + MARK_OPEN + text.slice(start, end) + MARK_CLOSE;
    at = end;
  }
  return out + text.slice(at, passage.end);
}

/** The offset itself, or one less when it would part a surrogate pair. */
const wholeCharacter = (text: string, offset: number): number => {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff && offset > 0 ? offset - 1 : offset;
};
