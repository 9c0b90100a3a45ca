import { charactersOf, findWords } from './find-words.ts';
import { REMOVED_TOKENS, languageOfText } from './tokens.ts';

export interface Removal {
  readonly text: string;
  /** How often the words stood there. */
  readonly times: number;
  /** How many characters of the text went, blanks not counted. */
  readonly characters: number;
}

/**
 * Takes words out of a text wherever `findWords` finds them; marks that stand there already are not touched, so a second
 * time changes nothing.
 *
 * Worked: 林小满 in 我叫林小\n满。 → 我叫[个人信息]。, once, 3 characters.
 */
export function removeWords(text: string, words: string): Removal {
  const spans = findWords(text, words);
  const token = REMOVED_TOKENS[languageOfText(text)];
  let kept = '';
  let characters = 0;
  let at = 0;
  for (const { start, end } of spans) {
    characters += charactersOf(text.slice(start, end));
    kept += text.slice(at, start) + token;
    at = end;
  }
  return { text: kept + text.slice(at), times: spans.length, characters };
}
