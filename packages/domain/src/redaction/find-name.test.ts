import { describe, expect, it } from '@jest/globals';
import { findName } from './find-name.ts';
import { redact } from './redact.ts';

const without = (text: string, name: string): string => redact(text, findName(text, name)).text;

describe('the name that a writer gives', () => {
  it.each([
    ['in Chinese', '我是木子，木 子。', '木子', '我是[姓名]，[姓名]。'],
    ['in any case', 'I am LIN Xiaoman.', 'Lin Xiaoman', 'I am [name].'],
    [
      'in an English letter that names a Chinese one',
      'I am 林小满, please call.',
      '林小满',
      'I am [name], please call.',
    ],
    ['over a line end', '木\n子敬上', '木子', '[姓名]敬上'],
    ['but not in a longer word', 'Announce it to Ann.', 'Ann', 'Announce it to [name].'],
    ['but not in a mark', '见[姓名]，姓名填木子', '姓名', '见[姓名]，[姓名]填木子'],
  ])('is found %s', (_, text, name, expected) => {
    expect(without(text, name)).toBe(expected);
  });

  it.each(['', '林', '市民', '热心市民', '一位居民', '匿名', 'A resident', 'anonymous'])(
    'is not looked for when it is nobody’s: “%s”',
    (name) => {
      expect(findName('我是市民林，匿名，热心市民，一位居民。A resident, anonymous.', name)).toEqual([]);
    },
  );
});
