import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  largestDifferenceOfEach,
  largestPairDifference,
  orderByVariance,
} from './largest-pair-difference.ts';

/** The definition, pair by pair. */
function byAllPairs(x: Float64Array, v: Float64Array): number[] {
  return Array.from(x, (a, j) => {
    let largest = 0;
    x.forEach((b, k) => {
      const variance = (v[j] ?? NaN) + (v[k] ?? NaN);
      if (variance > 0) largest = Math.max(largest, Math.abs(a - b) / Math.sqrt(variance));
    });
    return largest;
  });
}

describe('the largest difference of all pairs', () => {
  it('is what going through every pair finds', () => {
    const error = fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 4 }),
      fc.double({ min: 0.01, max: 10, noNaN: true }),
    );
    const unit = fc.record({ error, noise: fc.double({ min: -4, max: 4, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 25 }), (units) => {
        const { errors, variances } = orderByVariance(units.map((each) => each.error));
        const x = errors.map((each, index) => each * (units[index]?.noise ?? NaN));
        const expected = byAllPairs(x, variances);
        expect(largestPairDifference(x, variances)).toBeCloseTo(Math.max(0, ...expected), 9);
        largestDifferenceOfEach(x, variances).forEach((largest, unit) => {
          expect(largest).toBeCloseTo(expected[unit] ?? NaN, 9);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('remembers where each error stood', () => {
    const { errors, places } = orderByVariance([3, 1, 2]);
    expect([...errors]).toEqual([1, 2, 3]);
    expect(places).toEqual([1, 2, 0]);
  });
});
