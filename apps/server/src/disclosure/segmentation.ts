import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Loading the dictionary takes a third of a second and some 60 MB: only processes that publish or search pay for it. */
let loaded: Jieba | null = null;
const jieba = (): Jieba => (loaded ??= Jieba.withDict(dict));

const WORD = /[\p{L}\p{N}]/u;
const LEXEME_MAX = 64;

/**
 * The words of a text in its order, for searching: a long word is followed through by the shorter words in it (图书,
 * 书馆, 图书馆). Lower case, full-width forms made plain, punctuation left out. Only the dictionary decides, no guessing by
 * context: the same word is then cut alike in a letter and in a query.
 */
export function wordsOf(text: string): string[] {
  return jieba()
    .cutForSearch(text.normalize('NFKC').toLowerCase(), false)
    .filter((word) => WORD.test(word) && word.length <= LEXEME_MAX);
}

/** Words that stand in almost every letter: a query is better off without them, unless it has no others. */
const COMMON = new Set(
  '的 了 是 在 我 我们 你 您 你们 他 她 它 有 和 与 及 或 就 也 都 而 之 于 为 被 把 对 从 到 去 来 让 给 请 请问 想 能 会 要 吗 呢 吧 啊 个 这 那 什么 怎么 如何 the a an of to in and is for'.split(
    ' ',
  ),
);

export const withoutCommonWords = (words: readonly string[]): string[] => {
  const telling = words.filter((word) => !COMMON.has(word));
  return [...new Set(telling.length > 0 ? telling : words)];
};

export type SearchWeight = 'A' | 'B' | 'C';

/** PostgreSQL counts positions up to here; what comes later is still found, all at the last position. */
const POSITION_MAX = 16_383;
/** A vector may take 1 MB; a letter that is longer than a book is found by its beginning. */
const WORDS_MAX = 40_000;

/**
 * A text-search vector in PostgreSQL's own notation, to be cast `::tsvector`: 'word':1A,9B …. Written by hand because the
 * parser of to_tsvector cuts Chinese by rules that depend on the locale of the database, and ours is cut already.
 */
export function vectorOf(parts: readonly { readonly weight: SearchWeight; readonly text: string }[]): string {
  const places = new Map<string, string[]>();
  let position = 0;
  for (const { weight, text } of parts) {
    for (const word of wordsOf(text)) {
      if (position === WORDS_MAX) break;
      position += 1;
      const place = `${Math.min(position, POSITION_MAX)}${weight}`;
      const known = places.get(word);
      if (known === undefined) places.set(word, [place]);
      else known.push(place);
    }
  }
  return [...places].map(([word, at]) => `${quoted(word)}:${at.join(',')}`).join(' ');
}

/**
 * A text-search query for `::tsquery`: all words, or any of them. The last word also finds what it begins, since people
 * type on; a single Chinese character only when it stands alone, because it begins thousands of words.
 */
export function queryOf(words: readonly string[], join: 'all' | 'any'): string {
  return words
    .map((word, index) => {
      const isLast = index === words.length - 1;
      const begins = isLast && (words.length === 1 || [...word].length > 1);
      return quoted(word) + (begins ? ':*' : '');
    })
    .join(join === 'all' ? ' & ' : ' | ');
}

const quoted = (word: string): string => `'${word.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
