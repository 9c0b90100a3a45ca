import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, quantile } from './quantile.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });

describe('quantiles', () => {
  it('interpolates like R and spreadsheets: the 0.9 quantile of 1…10 is 9.1', () => {
    expect(quantile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9)).toBeCloseTo(9.1, 12);
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNull();
  });

  it('sorts by value and not by text, and leaves the list it was given alone', () => {
    const list = [10, 9, 100];
    expect(median(list)).toBe(10);
    expect(list).toEqual([10, 9, 100]);
  });

  it('has as many values below the median as above it', () => {
    fc.assert(
      fc.property(values, (list) => {
        const middle = median(list) ?? NaN;
        const below = list.filter((value) => value < middle).length;
        const above = list.filter((value) => value > middle).length;
        expect(below).toBeLessThanOrEqual(list.length / 2);
        expect(above).toBeLessThanOrEqual(list.length / 2);
      }),
    );
  });

  it('rises with p, from the smallest to the largest value', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, p, p, (list, a, b) => {
        const low = quantile(list, Math.min(a, b)) ?? NaN;
        expect(low).toBeLessThanOrEqual((quantile(list, Math.max(a, b)) ?? NaN) + 1e-6);
        expect(quantile(list, 0)).toBe(Math.min(...list) + 0);
        expect(quantile(list, 1)).toBe(Math.max(...list) + 0);
      }),
    );
  });

  it('refuses values that are none', () => {
    expect(() => median([1, NaN])).toThrow(RangeError);
    expect(() => quantile([1], 2)).toThrow(RangeError);
  });
});
