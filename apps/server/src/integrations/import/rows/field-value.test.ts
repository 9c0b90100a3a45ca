import { describe, expect, it } from '@jest/globals';
import type { Field } from '../mapping/mapping.ts';
import { fieldValue } from './field-value.ts';
import { KeyCounter } from './key-counter.ts';

const text = (field: Field, cell: string | number | null) => {
  const value = fieldValue(field, cell);
  return value.kind === 'text' ? value.text : value.kind;
};

describe('a field of a mapping', () => {
  it.each<[string, Field, string | number | null, string | null]>([
    ['takes a column, trimmed', { column: 'a' }, '\n\t 值　', '值'],
    ['takes a number as its text', { column: 'a' }, 2549, '2549'],
    ['takes a constant whatever the cell says', { constant: 7 }, 'x', '7'],
    ['is empty for an empty cell', { column: 'a' }, ' ', null],
    ['stands in for an empty cell', { column: 'a', default: 'd' }, null, 'd'],
    ['keeps the group of a pattern', { column: 'a', pattern: '^(\\d{6})' }, '511602000000', '511602'],
    ['is empty where the pattern is not found', { column: 'a', pattern: '^(\\d{6})' }, 'x', null],
    ['translates', { column: 'a', table: { 好: 5 } }, ' 好 ', '5'],
    ['does not know what the table does not', { column: 'a', table: { 好: 5 } }, 'toString', 'unknown_value'],
    ['falls back to the default', { column: 'a', table: { 好: 5 }, default: 3 }, '中', '3'],
    ['leaves out', { column: 'a', table: { 好: { skip: 'why' } } }, '好', 'skip'],
    [
      'finds the first word that the mapping lists',
      { column: 'a', words: { 投诉: 'c', 咨询: 'e' } },
      '咨询投诉',
      'c',
    ],
    [
      'asks the table before the words',
      { column: 'a', table: { 咨询: 't' }, words: { 咨询: 'w' } },
      '咨询',
      't',
    ],
    ['puts a prefix in front', { column: 'a', prefix: 'FJ-' }, 2549, 'FJ-2549'],
    ['says when characters were lost', { column: 'a' }, 'a\ufffd', 'damaged'],
  ])('%s', (_, field, cell, expected) => {
    expect(text(field, cell)).toBe(expected);
  });
});

describe('the counter of keys', () => {
  it('counts each of 50,000 keys by itself, also after it has grown', () => {
    const counter = new KeyCounter();
    const key = (n: number) => {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32LE(n * 4096, 0);
      bytes.writeUInt32LE(n % 3, 4);
      return bytes;
    };
    for (let n = 0; n < 50_000; n += 1) expect(counter.add(key(n))).toBe(1);
    for (let n = 0; n < 50_000; n += 7) expect(counter.add(key(n))).toBe(2);
  });
});
