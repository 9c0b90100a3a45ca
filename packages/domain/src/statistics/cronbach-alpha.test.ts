import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cronbachAlpha } from './cronbach-alpha.ts';

describe("Cronbach's alpha", () => {
  it('of (1, 2), (2, 4), (3, 3) is 2·(1 − 2/3): variances 1 and 1, sums 3, 6, 6 with variance 3', () => {
    expect(
      cronbachAlpha([
        [1, 2],
        [2, 4],
        [3, 3],
      ]),
    ).toBeCloseTo(2 / 3, 15);
  });

  it('of five units on three indicators is 1.5·(1 − 5.5/14), counted by hand', () => {
    // Columns 3 4 5 1 2 · 2 4 5 1 3 · 3 3 4 2 3: squares 10, 10, 2, so variances 2.5 + 2.5 + .5 = 5.5.
    // Sums 8 11 14 4 8, mean 9: squares 1 + 4 + 25 + 25 + 1 = 56, variance 14.
    const alpha = cronbachAlpha([
      [3, 2, 3],
      [4, 4, 3],
      [5, 5, 4],
      [1, 1, 2],
      [2, 3, 3],
    ]);
    expect(alpha).toBeCloseTo(1.5 * (1 - 5.5 / 14), 14);
    expect(alpha).toBeCloseTo(0.9107143, 7);
  });

  it('rests on the units that have every indicator', () => {
    const units = [
      [1, 2],
      [2, 4],
      [null, 1000],
      [3, 3],
      [77, null],
    ];
    expect(cronbachAlpha(units)).toBeCloseTo(2 / 3, 15);
  });

  it('is 1 for indicators that say the same, and negative for those that contradict each other', () => {
    const scores = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 2, max: 6 }), (list, k) => {
        expect(cronbachAlpha(list.map((score) => new Array<number>(k).fill(score)))).toBeCloseTo(1, 10);
        expect(cronbachAlpha(list.map((score) => [score, 50 - score / 2]))).toBeLessThan(0);
      }),
    );
  });

  it('is unknown for one indicator, for two units, and for sums that do not differ', () => {
    expect(cronbachAlpha([])).toBeNull();
    expect(cronbachAlpha([[1], [2], [3]])).toBeNull();
    expect(
      cronbachAlpha([
        [1, 2],
        [2, 4],
        [3, null],
      ]),
    ).toBeNull();
    expect(cronbachAlpha([0.1, 0.2, 0.3].map((score) => [score, 0.7 - score]))).toBeNull();
    expect(cronbachAlpha([0.1, 0.1, 0.1].map((score) => [score, score]))).toBeNull();
  });

  it('refuses rows of two lengths and values that are none', () => {
    expect(() => cronbachAlpha([[1, 2], [1]])).toThrow(RangeError);
    expect(() =>
      cronbachAlpha([
        [1, 2],
        [1, NaN],
        [2, 2],
      ]),
    ).toThrow(RangeError);
  });
});
