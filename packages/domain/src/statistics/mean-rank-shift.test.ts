import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meanRankShift, ranksOf } from './mean-rank-shift.ts';

const scores = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 });

describe('the ranks of scores', () => {
  it('begin with 1 for the best, and equal scores share the better rank', () => {
    expect(ranksOf([7, 9, 7, 5], 'highest')).toEqual([2, 1, 2, 4]);
    expect(ranksOf([7, 9, 7, 5], 'lowest')).toEqual([2, 4, 2, 1]);
    expect(ranksOf([], 'highest')).toEqual([]);
    expect(ranksOf([0, -0], 'highest')).toEqual([1, 1]);
  });

  it('are one more than the number of better units', () => {
    fc.assert(
      fc.property(scores, (list) => {
        const expected = list.map((own) => 1 + list.filter((other) => other > own).length);
        expect(ranksOf(list, 'highest')).toEqual(expected);
      }),
    );
  });

  it('refuse a score that is no number', () => {
    expect(() => ranksOf([1, NaN], 'lowest')).toThrow(RangeError);
  });
});

describe('the mean shift between two rankings', () => {
  it('from 1 2 3 4 5 to 2 1 3 5 4 is 0.8', () => {
    expect(meanRankShift([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])).toBe(0.8);
  });

  it('is 0 between equal rankings, the same both ways, and unknown for nobody', () => {
    expect(meanRankShift([], [])).toBeNull();
    fc.assert(
      fc.property(scores, fc.nat(), (list, seed) => {
        const one = ranksOf(list, 'highest');
        const other = one.map((_, index) => one[(index + seed) % one.length] as number);
        expect(meanRankShift(one, one)).toBe(0);
        expect(meanRankShift(one, other)).toBe(meanRankShift(other, one));
      }),
    );
  });

  it('refuses rankings of different units and ranks that are none', () => {
    expect(() => meanRankShift([1, 2], [1])).toThrow(RangeError);
    expect(() => meanRankShift([1, 2], [1, NaN])).toThrow(RangeError);
  });
});
