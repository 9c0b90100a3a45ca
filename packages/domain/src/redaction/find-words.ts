import { ANY_PUBLIC_TOKEN } from './tokens.ts';

export interface WordSpan {
  /** Offsets in the text (UTF-16 units), the end not included. */
  readonly start: number;
  readonly end: number;
}

const TOKEN = new RegExp(`(${ANY_PUBLIC_TOKEN})`);

/** A text cut at its marks, so that nothing is looked for in them; what is left at the even places. */
const partsOf = (text: string): string[] => text.split(TOKEN);

/**
 * Where words stand in a text, whatever their width, case and accents, and also where a line or a blank breaks them. Latin
 * words are found as whole words only, and nothing is found in a mark that stands for personal data.
 */
export function findWords(text: string, words: string): readonly WordSpan[] {
  const sought = foldedOf(words).letters;
  if (sought.length === 0) return [];
  const found: WordSpan[] = [];
  let at = 0;
  for (const [place, part] of partsOf(text).entries()) {
    if (place % 2 === 0)
      found.push(...spansOf(part, sought).map(({ start, end }) => ({ start: at + start, end: at + end })));
    at += part.length;
  }
  return found;
}

/** How many characters a text has, blanks and marks not counted. */
export function charactersOf(text: string): number {
  const words = partsOf(text).filter((_, place) => place % 2 === 0);
  return [...words.join('').replace(/\s/g, '')].length;
}

/** Whether there is too little to these words to take them out wherever they stand: one character, or none that is read. */
export function areTooShort(words: string): boolean {
  const { letters } = foldedOf(words);
  return [...letters].length < 2 || !/[\p{L}\p{N}]/u.test(letters);
}

interface Folded {
  /** Without blanks, accents, width and case. */
  readonly letters: string;
  /** For each unit of it, where its character begins and ends in the text. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function foldedOf(text: string): Folded {
  let letters = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const folded = character
      .normalize('NFKD')
      .replace(/[\s\p{M}\p{Cf}\p{Cc}]/gu, '')
      .toLowerCase();
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    letters += folded;
    at += character.length;
  }
  return { letters, starts, ends };
}

function spansOf(text: string, sought: string): WordSpan[] {
  const { letters, starts, ends } = foldedOf(text);
  const spans: WordSpan[] = [];
  let from = letters.indexOf(sought);
  while (from !== -1) {
    const last = from + sought.length - 1;
    const start = starts[from]!;
    const end = ends[last]!;
    // Neither half a character (㎡ is m2 when folded) nor a part of a longer Latin word.
    const whole = starts[from - 1] !== start && starts[last + 1] !== starts[last];
    if (whole && !goesOn(text, start, -1) && !goesOn(text, end, 1)) {
      spans.push({ start, end });
      from = letters.indexOf(sought, last + 1);
    } else from = letters.indexOf(sought, from + 1);
  }
  return spans;
}

const LATIN = /\p{Script=Latin}/u;

/** Whether a Latin word goes on over the edge of a stretch: to the left (-1) or to the right (1) of that place. */
function goesOn(text: string, place: number, side: -1 | 1): boolean {
  const before = text.charAt(place - 1);
  const after = text.charAt(place);
  return side === -1 || place < text.length ? LATIN.test(before) && LATIN.test(after) : false;
}
