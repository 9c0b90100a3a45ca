/** A text made plain for matching, and the way back from each of its characters to the text as it was written. */
export interface FoldedText {
  readonly text: string;
  /** For every UTF-16 unit of `text`: where the character it came from begins and ends in the original. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Nothing to see and nothing to match: zero-width characters, variation selectors, marks that ride on a character. */
const INVISIBLE = /^(?:\p{Default_Ignorable_Code_Point}|\p{Mn}|\p{Me})$/u;
/** Every dash, also minus, hyphen bullet and the long-vowel mark that input methods put between digits. */
const DASH = /^(?:\p{Pd}|[\u2212\u2043\u30fc\u02d7])$/u;
const SPACE = /^(?:\p{Zs}|\t)$/u;
const PLAIN = /^[\n\r\u0020-\u007e\u4e00-\u9fff]$/;

/**
 * Full-width and other compatibility forms become plain ones, dashes '-', spaces ' ', and what cannot be seen goes.
 * So １３８-００１３ and 1 3 8 0 0 1 3 look alike to a pattern. Line ends stay: a number does not run over them.
 */
export function foldText(original: string): FoldedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of original) {
    const plain = foldCharacter(character);
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    text += plain;
    at += character.length;
  }
  return { text, starts, ends };
}

function foldCharacter(character: string): string {
  if (PLAIN.test(character)) return character;
  if (INVISIBLE.test(character)) return '';
  if (DASH.test(character)) return '-';
  if (SPACE.test(character)) return ' ';
  return character.normalize('NFKC');
}
