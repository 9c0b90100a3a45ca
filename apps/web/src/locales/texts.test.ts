import { describe, expect, it } from '@jest/globals';
import { en } from './en.ts';
import { zh } from './zh.ts';

type Leaf = readonly [path: string, text: unknown];

type Say = (...words: unknown[]) => unknown;

/** What a text says of the number 9, or of a list where it asks for one. */
function said(say: Say): unknown {
  const words: unknown[] = Array.from({ length: say.length }, () => '9');
  const attempts = [
    words,
    ...words.map((_, list) => words.map((word, index) => (index === list ? ['7', '8'] : word))),
  ];
  for (const attempt of attempts) {
    try {
      return say(...attempt);
    } catch {
      // This one wants a list elsewhere.
    }
  }
  throw new Error(`A text can not be said: ${String(say)}`);
}

/** Every text by its path. */
function leaves(node: unknown, path = ''): Leaf[] {
  if (typeof node === 'function') return [[path, said(node as Say)]];
  if (typeof node === 'object' && node !== null)
    return Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
  return [[path, node]];
}

const chinese = leaves(zh);
const english = leaves(en);

describe('the texts', () => {
  it('exist in both languages under the same names', () => {
    expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path));
  });

  it('are Chinese in Chinese and English in English', () => {
    const han = /\p{Script=Han}/u;
    const mixed = english.filter(
      ([path, text]) => han.test(String(text)) && !['.frame.site', '.overview.searchHint'].includes(path),
    );
    expect(mixed).toEqual([]);
    const untranslated = chinese.filter(
      ([, text]) => /[a-z]{3,}/i.test(String(text)) && !han.test(String(text)),
    );
    expect(untranslated).toEqual([]);
  });

  it('type no space between 汉字 and digits, and no exclamation mark', () => {
    expect(chinese.filter(([, text]) => /\p{Script=Han} \d|\d \p{Script=Han}/u.test(String(text)))).toEqual(
      [],
    );
    expect([...chinese, ...english].filter(([, text]) => /[!！]/.test(String(text)))).toEqual([]);
  });

  it('have phrase breaks in Chinese only', () => {
    expect(english.filter(([, text]) => String(text).includes('¦'))).toEqual([]);
  });
});
