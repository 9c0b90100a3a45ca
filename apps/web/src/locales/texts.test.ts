import { describe, expect, it } from '@jest/globals';
import { en } from './en.ts';
import { zh } from './zh.ts';

type Leaf = readonly [path: string, text: unknown];

type Say = (...words: unknown[]) => unknown;

/** What a text says where every word in it is this one, or a list where it asks for one. */
function said(say: Say, given: string): unknown {
  const words: unknown[] = Array.from({ length: say.length }, () => given);
  const attempts = [
    words,
    ...words.map((_, list) => words.map((word, index) => (index === list ? [given, given] : word))),
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

/** Every text by its path; those that want words get the given one for each. */
function leaves(node: unknown, given = '9', path = ''): Leaf[] {
  if (typeof node === 'function') return [[path, said(node as Say, given)]];
  if (typeof node === 'object' && node !== null)
    return Object.entries(node).flatMap(([key, value]) => leaves(value, given, `${path}.${key}`));
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

/** What is counted on these pages: one, and many. */
const COUNTED = new Map([
  ['department', 'departments'],
  ['indicator', 'indicators'],
  ['letter', 'letters'],
  ['reply', 'replies'],
  ['rating', 'ratings'],
  ['case', 'cases'],
  ['day', 'days'],
  ['piece', 'pieces'],
  ['writer', 'writers'],
  ['other', 'others'],
  ['person', 'people'],
]);
const SINGULAR: ReadonlySet<string> = new Set(COUNTED.keys());
const PLURAL: ReadonlySet<string> = new Set(COUNTED.values());

/** What one thing does, and what several do. */
const ONE_DOES: ReadonlySet<string> = new Set([
  'is',
  'was',
  'says',
  'lies',
  'ranks',
  'counts',
  'matches',
  'applies',
  'differs',
  'scores',
  'makes',
]);
const MANY_DO: ReadonlySet<string> = new Set(['are', 'were', 'say', 'lie', 'count', 'match', 'have']);

/** Where these stand, the noun that goes with the number is over. */
const AFTER_THE_NOUN = /^(?:in|of|on|by|from|to|as|and|or|who|against|still|are|were|is|was)$/;

/** Texts that put a level, a period or a name before these words, and those that put a percentage, which takes “are”. */
const NO_COUNT = [
  '.rankings.group',
  '.rankings.groupAll',
  '.rankings.firstAlone',
  '.rankings.funnel.low',
  '.rankings.funnel.high',
  '.figures.trend.openPoint',
];
const PERCENTAGE = ['.overview.closedFinding', '.overview.closedCaption'];

/** Up to five words that follow a number, each time it stands in a text. */
const wordsAfter = (number: string, text: unknown): string[][] =>
  [...String(text).matchAll(new RegExp(`(?<![\\d.,])${number}((?: [a-z]+){1,5})`, 'g'))].map(
    ([, words = '']) => words.trim().split(' '),
  );

/** The words up to and with the noun: valid ratings by a system → valid, ratings. */
const upToNoun = (words: readonly string[]): readonly string[] => {
  const end = words.findIndex((word) => AFTER_THE_NOUN.test(word));
  return end < 0 ? words : words.slice(0, end);
};

describe('a count in an English text', () => {
  /** What the texts say that change with the number. */
  const saying = (number: string) =>
    leaves(en, number).filter(
      ([path, text], index) => text !== english[index]?.[1] && !NO_COUNT.includes(path),
    );

  it('of one is followed by no plural', () => {
    const isPlural = (word: string) => PLURAL.has(word) || (word.endsWith('s') && !ONE_DOES.has(word));
    const wrong = saying('1').filter(([path, text]) =>
      wordsAfter('1', text).some(
        (words) =>
          upToNoun(words).some(isPlural) ||
          (!PERCENTAGE.includes(path) && words.some((word) => MANY_DO.has(word))),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it.each(['0', '2', '1,234'])('of %s is followed by no singular', (number) => {
    const wrong = saying(number).filter(([, text]) =>
      wordsAfter(number, text).some((words) => {
        const counted = upToNoun(words).filter((word) => SINGULAR.has(word) || PLURAL.has(word));
        const noun = counted.find((word) => word !== 'other') ?? counted[0];
        return (noun !== undefined && SINGULAR.has(noun)) || ['is', 'was', 'says'].includes(words[0] ?? '');
      }),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    [en.letters.finding.found('x', '1'), '1 published letter matches “x”'],
    [en.letters.finding.found('x', '2'), '2 published letters match “x”'],
    [en.letters.range('11', '11', '11'), 'Letter 11 of 11'],
    [en.letters.range('11', '20', '1,234'), 'Letters 11–20 of 1,234'],
    [en.letters.one.over('1', '1'), '1 working day allowed: 1 late'],
    [en.letters.one.replyOrdinal('Second'), 'Second reply'],
    [en.letters.one.replyOrdinal('11'), 'Reply 11'],
    [en.overview.newAll('1'), 'The only letter'],
    [en.overview.newAll('2'), 'All 2 letters'],
    [en.department.lettersAll('1'), 'The only letter'],
    [en.department.lettersAll('1,234'), 'All 1,234 letters'],
    [en.department.levels.caption('1', '1'), '1 valid rating; 1 case was invited.'],
    [en.department.levels.caption('0', '2'), '0 valid ratings; 2 cases were invited.'],
    [en.directory.heading('1'), '1 department, with its figures and letters'],
    [en.directory.heading('2'), '2 departments, each with its figures and letters'],
    [en.indicators.heading('1'), '1 indicator, with its formula'],
    [en.indicators.heading('5'), '5 indicators, each with its formula'],
    [en.rankings.finding.some('5', 'g', ['x'], '1'), 'Of 5 g, x; the other one cannot be told apart from it'],
    [en.rankings.finding.some('5', 'g', ['x'], '2'), 'Of 5 g, x; the other 2 cannot be told apart from it'],
    [en.rankings.funnel.lowCount('1'), '1 department lies below the outer limit'],
    [en.rankings.funnel.highCount('4'), '4 departments lie above the outer limit'],
    [en.rankings.funnel.low(['A']), 'A lies below the outer limit'],
    [en.rankings.funnel.low(['A', 'B']), 'A and B lie below the outer limit'],
  ])('reads well as a whole: %s', (said, expected) => {
    expect(said).toBe(expected);
  });

  it.each([
    [en.figures.wait.caption('9', '9', '1'), '1 letter still open counts as waiting'],
    [en.figures.wait.caption('9', '9', '2'), '2 letters still open count as waiting'],
    [en.letters.one.redactions('1'), '1 piece of personal data was replaced'],
    [en.letters.one.redactions('2'), '2 pieces of personal data were replaced'],
    [en.rankings.bandsHint('9%', '1'), 'they hold for 1 department.'],
    [en.rankings.bandsHint('9%', '23'), 'they hold for all 23 departments at once.'],
  ])('reads well within its sentence: %s', (said, part) => {
    expect(said).toContain(part);
  });
});
