import { describe, expect, it } from '@jest/globals';
import { draftOf, readRating } from './rating-form.ts';

const read = (fields: Record<string, string | string[]>) =>
  readRating(
    draftOf(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()]))),
  );
const faultsOf = (fields: Record<string, string | string[]>) => read(fields).faults.map(({ field }) => field);

describe('the form of a rating', () => {
  it('is one tap for a good one', () => {
    expect(read({ level: '4' })).toEqual({
      words: { level: 4, tags: [], comment: null, contact: null, pressured: false },
      faults: [],
    });
  });

  it('asks for a face, and for a reason at levels 1 and 2', () => {
    expect(faultsOf({})).toEqual(['level']);
    expect(faultsOf({ level: '6' })).toEqual(['level']);
    expect(faultsOf({ level: '1', comment: '  \n ' })).toEqual(['reason']);
    expect(read({ level: '2', tag: ['attitude', 'nonsense'] }).words).toMatchObject({ tags: ['attitude'] });
    expect(read({ level: '1', comment: ' 没办成 ' }).words).toMatchObject({ comment: '没办成' });
  });

  it('names what is wrong with a number, and keeps everything that was typed', () => {
    const fields = { level: '2', comment: '等了很久', phone: '1380000000', name: '小满', pressured: 'on' };
    expect(faultsOf(fields)).toEqual(['phone']);
    expect(draftOf(Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, [v]])))).toEqual({
      level: 2,
      tags: [],
      comment: '等了很久',
      name: '小满',
      phone: '1380000000',
      pressured: true,
    });
    expect(faultsOf({ level: '5', name: '小满' })).toEqual(['phone']);
    expect(read({ level: '5', phone: '138 0000 0000' }).words?.contact).toEqual({
      name: null,
      phone: '138 0000 0000',
    });
  });

  it('refuses what is too long or cannot be printed, by field', () => {
    expect(faultsOf({ level: '5', comment: '字'.repeat(2001) })).toEqual(['comment']);
    expect(faultsOf({ level: '5', comment: 'a\u0000b' })).toEqual(['comment']);
    expect(faultsOf({ level: '5', phone: '13800000000', name: '名'.repeat(61) })).toEqual(['name']);
  });
});
