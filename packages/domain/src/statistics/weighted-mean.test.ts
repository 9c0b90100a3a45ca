import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { weightedGeometricMean, weightedMean } from './weighted-mean.ts';

const positive = fc.double({ min: 0.01, max: 1000, noNaN: true });
const weight = fc.double({ min: 0.01, max: 10, noNaN: true });
const weighted = fc.array(fc.tuple(positive, weight), { minLength: 1, maxLength: 20 });

describe('the weighted arithmetic mean', () => {
  it('of 1, 2 and 3 is 2, and 2.25 when the 3 counts twice', () => {
    expect(weightedMean([1, 2, 3])).toBe(2);
    expect(weightedMean([1, 2, 3], [1, 1, 2])).toBe(2.25);
  });

  it('leaves out what weighs nothing', () => {
    expect(weightedMean([7, 1000], [2, 0])).toBe(7);
    expect(weightedMean([-1e9, 7], [0, 0.1])).toBe(7);
  });

  it('of equal values is exactly that value', () => {
    expect(weightedMean([0.1, 0.1, 0.1])).toBe(0.1);
  });
});

describe('the weighted geometric mean', () => {
  it('of 1, 2 and 3 is 1.81712, and 2.05977 when the 3 counts twice', () => {
    expect(weightedGeometricMean([1, 2, 3])).toBeCloseTo(Math.cbrt(6), 14);
    expect(weightedGeometricMean([1, 2, 3])).toBeCloseTo(1.81712, 5);
    expect(weightedGeometricMean([1, 2, 3], [1, 1, 2])).toBeCloseTo(18 ** 0.25, 14);
    expect(weightedGeometricMean([1, 2, 3], [1, 1, 2])).toBeCloseTo(2.05977, 5);
  });

  it('of equal values is exactly that value', () => {
    fc.assert(
      fc.property(positive, weight, weight, (value, one, other) => {
        expect(weightedGeometricMean([value, value], [one, other])).toBe(value);
      }),
    );
  });

  it('refuses a value of 0 or less, however little it weighs', () => {
    expect(() => weightedGeometricMean([1, 0, 3])).toThrow(RangeError);
    expect(() => weightedGeometricMean([1, -2])).toThrow(RangeError);
    expect(() => weightedGeometricMean([1, 0], [1, 0])).toThrow(RangeError);
    expect(() => weightedGeometricMean([1, NaN])).toThrow(RangeError);
  });
});

describe('both means', () => {
  it('know nothing of nothing', () => {
    expect(weightedMean([])).toBeNull();
    expect(weightedGeometricMean([], [])).toBeNull();
  });

  it('lie between the smallest and the largest value, the geometric one never above the arithmetic one', () => {
    fc.assert(
      fc.property(weighted, (pairs) => {
        const values = pairs.map(([value]) => value);
        const weights = pairs.map(([, each]) => each);
        const arithmetic = weightedMean(values, weights) ?? NaN;
        const geometric = weightedGeometricMean(values, weights) ?? NaN;
        expect(arithmetic).toBeLessThanOrEqual(Math.max(...values));
        expect(geometric).toBeLessThanOrEqual(arithmetic * (1 + 1e-12));
        expect(geometric).toBeGreaterThanOrEqual(Math.min(...values) * (1 - 1e-12));
      }),
    );
  });

  it('depend on the proportions of the weights only, and scale with the values', () => {
    fc.assert(
      fc.property(weighted, weight, (pairs, factor) => {
        const values = pairs.map(([value]) => value);
        const weights = pairs.map(([, each]) => each);
        for (const mean of [weightedMean, weightedGeometricMean]) {
          const plain = mean(values, weights) ?? NaN;
          const reweighted = mean(
            values,
            weights.map((each) => each * factor),
          );
          const scaled = mean(
            values.map((value) => value * factor),
            weights,
          );
          expect((reweighted ?? NaN) / plain).toBeCloseTo(1, 11);
          expect((scaled ?? NaN) / plain / factor).toBeCloseTo(1, 11);
        }
      }),
    );
  });

  it('refuse weights that are negative, all 0, or not one a value', () => {
    for (const mean of [weightedMean, weightedGeometricMean]) {
      expect(() => mean([1, 2], [1, -1])).toThrow(RangeError);
      expect(() => mean([1, 2], [0, 0])).toThrow(RangeError);
      expect(() => mean([1, 2], [1])).toThrow(RangeError);
      expect(() => mean([1, 2], [1, NaN])).toThrow(RangeError);
    }
    expect(() => weightedMean([1, Infinity])).toThrow(RangeError);
  });
});
