import { REDACTION_TOKENS } from './redact.ts';

/** What stands in a published text where its writer had words taken out, in the language of the text. */
export const REMOVED_TOKENS = { zh: '[个人信息]', en: '[personal data]' } as const;

/** Every mark that may stand in a published text in place of what was there. */
export const PUBLIC_TOKENS: readonly string[] = [
  ...new Set([...Object.values(REDACTION_TOKENS), ...Object.values(REMOVED_TOKENS)]),
];

const ANY_TOKEN = new RegExp(`(${PUBLIC_TOKENS.map((token) => token.replace(/[[\]]/g, '\\$&')).join('|')})`);

export interface Removal {
  readonly text: string;
  /** How often the words stood there. */
  readonly times: number;
  /** How many characters of the text went, blanks not counted. */
  readonly characters: number;
}

/**
 * Takes words out of a text wherever they stand, whatever their width, case and accents, and also where a line or a blank
 * breaks them; marks that stand there already are not touched, so a second time changes nothing. Latin words are found as
 * whole words only.
 *
 * Worked: 林小满 in 我叫林小\n满。 → 我叫[个人信息]。, once, 3 characters.
 */
export function removeWords(text: string, words: string): Removal {
  const sought = foldedOf(words).letters;
  if (sought.length === 0) return { text, times: 0, characters: 0 };
  const token = /\p{Script=Han}/u.test(text) ? REMOVED_TOKENS.zh : REMOVED_TOKENS.en;
  let times = 0;
  let characters = 0;
  const parts = text.split(ANY_TOKEN).map((part, place) => {
    if (place % 2 === 1) return part;
    const spans = spansOf(part, sought);
    let kept = '';
    let at = 0;
    for (const { start, end } of spans) {
      times += 1;
      characters += charactersOf(part.slice(start, end));
      kept += part.slice(at, start) + token;
      at = end;
    }
    return kept + part.slice(at);
  });
  return { text: parts.join(''), times, characters };
}

/** How many characters a text has, blanks and marks not counted. */
export function charactersOf(text: string): number {
  const words = text.split(ANY_TOKEN).filter((_, place) => place % 2 === 0);
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

function spansOf(text: string, sought: string): { start: number; end: number }[] {
  const { letters, starts, ends } = foldedOf(text);
  const spans: { start: number; end: number }[] = [];
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
