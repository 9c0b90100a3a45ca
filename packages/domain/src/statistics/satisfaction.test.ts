import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  satisfactionDifference,
  satisfactionIndex,
  satisfactionInterval,
  satisfactionStandardError,
} from './satisfaction.ts';
import type { LevelCounts } from './satisfaction.ts';
import { seededUniform } from './seeded.ts';
import type { Uniform } from './seeded.ts';

const anyCounts: fc.Arbitrary<LevelCounts> = fc
  .array(fc.nat({ max: 500 }), { minLength: 5, maxLength: 5 })
  .map(([a = 0, b = 0, c = 0, d = 0, e = 0]): LevelCounts => [a, b, c, d, e])
  .filter((counts) => counts.some((count) => count > 0));

/** What share of the raters gives level 1…5: the shapes that service ratings have. */
const shapes: [string, LevelCounts][] = [
  ['mostly 5, some 1 (J)', [0.08, 0.02, 0.05, 0.15, 0.7]],
  ['a steep J', [0.03, 0.01, 0.02, 0.06, 0.88]],
  ['a U', [0.35, 0.05, 0.05, 0.05, 0.5]],
  ['flat', [0.2, 0.2, 0.2, 0.2, 0.2]],
  ['a hump at 3', [0.05, 0.2, 0.5, 0.2, 0.05]],
];

function sample(shape: LevelCounts, n: number, uniform: Uniform): LevelCounts {
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (let rater = 0; rater < n; rater += 1) {
    let rest = uniform();
    const level = shape.findIndex((share) => (rest -= share) < 0);
    counts[level === -1 ? 4 : (level as 0 | 1 | 2 | 3 | 4)] += 1;
  }
  return counts;
}

describe('the satisfaction index', () => {
  it('is 75 for [1,1,1,1,6], 25 for [6,1,1,1,1], and nothing for nobody', () => {
    expect(satisfactionIndex([1, 1, 1, 1, 6])).toBe(75);
    expect(satisfactionIndex([6, 1, 1, 1, 1])).toBe(25);
    expect(satisfactionIndex([0, 0, 0, 0, 0])).toBeNull();
    expect(satisfactionInterval([0, 0, 0, 0, 0])).toBeNull();
    expect(satisfactionStandardError([0, 0, 0, 0, 0])).toBeNull();
  });

  it('is not certain after ten times "very satisfied"', () => {
    const interval = satisfactionInterval([0, 0, 0, 0, 10]);
    expect(interval?.low).toBeCloseTo(67.91, 2);
    expect(interval?.high).toBe(100);
    expect(satisfactionStandardError([0, 0, 0, 0, 10])).toBeGreaterThan(5);
  });

  it('has the interval of Agresti and Coull when only levels 1 and 5 occur', () => {
    const z2 = 1.959963984540054 ** 2;
    const p = (15 + z2 / 2) / (20 + z2);
    const reach = Math.sqrt((z2 * p * (1 - p)) / (20 + z2));
    const interval = satisfactionInterval([5, 0, 0, 0, 15]);
    expect(interval?.low).toBeCloseTo(100 * (p - reach), 10);
    expect(interval?.high).toBeCloseTo(100 * (p + reach), 10);
  });

  it.each(shapes.flatMap(([name, shape]) => [10, 30, 100].map((n) => [name, n, shape] as const)))(
    'has an interval that holds the truth at least 93 times in 100: %s, %d raters',
    (_name, n, shape) => {
      const uniform = seededUniform(20_260 + n);
      const truth = satisfactionIndex(shape) ?? NaN;
      const rounds = 4000;
      let held = 0;
      for (let round = 0; round < rounds; round += 1) {
        const { low, high } = satisfactionInterval(sample(shape, n, uniform)) ?? { low: 1, high: 0 };
        if (low <= truth && truth <= high) held += 1;
      }
      expect(held / rounds).toBeGreaterThanOrEqual(0.93);
    },
  );

  it('has an interval that contains it, inside 0–100, with a width, narrower with more people', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const index = satisfactionIndex(counts) ?? NaN;
        const { low, high } = satisfactionInterval(counts) ?? { low: NaN, high: NaN };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(low).toBeLessThanOrEqual(index + 1e-9);
        expect(high).toBeGreaterThanOrEqual(index - 1e-9);
        expect(high).toBeGreaterThan(low);
        const tenfold = counts.map((count) => count * 10) as unknown as LevelCounts;
        expect(satisfactionStandardError(tenfold)).toBeLessThan(satisfactionStandardError(counts) ?? NaN);
      }),
    );
  });

  it('refuses a negative count', () => {
    expect(() => satisfactionIndex([1, -1, 0, 0, 0])).toThrow(RangeError);
  });
});

describe('the change of the satisfaction index', () => {
  it('says nothing when one side has no ratings', () => {
    expect(satisfactionDifference([0, 0, 0, 0, 0], [1, 0, 0, 0, 0])).toBeNull();
    expect(satisfactionDifference([1, 0, 0, 0, 0], [0, 0, 0, 0, 0])).toBeNull();
  });

  it('has the interval of Agresti and Caffo when only levels 1 and 5 occur', () => {
    const z2 = 1.959963984540054 ** 2;
    const p = (56 + z2 / 4) / (70 + z2 / 2);
    const q = (48 + z2 / 4) / (80 + z2 / 2);
    const reach = Math.sqrt(z2 * ((p * (1 - p)) / (70 + z2 / 2) + (q * (1 - q)) / (80 + z2 / 2)));
    const change = satisfactionDifference([14, 0, 0, 0, 56], [32, 0, 0, 0, 48]);
    expect(change?.difference).toBeCloseTo(20, 10);
    expect(change?.low).toBeCloseTo(100 * (p - q - reach), 10);
    expect(change?.high).toBeCloseTo(100 * (p - q + reach), 10);
  });

  it('contains the observed change, even from all 5 to all 1, and turns its sign when the sides are exchanged', () => {
    fc.assert(
      fc.property(anyCounts, anyCounts, (a, b) => {
        const there = satisfactionDifference(a, b);
        const back = satisfactionDifference(b, a);
        if (there === null || back === null) throw new Error('both sides have ratings');
        expect(there.low).toBeLessThanOrEqual(there.difference + 1e-9);
        expect(there.high).toBeGreaterThanOrEqual(there.difference - 1e-9);
        expect(there.low).toBeCloseTo(-back.high, 9);
      }),
      {
        examples: [
          [
            [0, 0, 0, 0, 10],
            [10, 0, 0, 0, 0],
          ],
        ],
      },
    );
  });

  it.each([
    [10, 10],
    [10, 100],
    [30, 30],
    [100, 100],
  ])('holds the truth at least 93 times in 100 with %d and %d raters', (n, m) => {
    for (const [, before] of shapes.slice(0, 3)) {
      const after: LevelCounts = [0.15, 0.05, 0.05, 0.15, 0.6];
      const uniform = seededUniform(n * 1000 + m);
      const truth = (satisfactionIndex(after) ?? NaN) - (satisfactionIndex(before) ?? NaN);
      let held = 0;
      for (let round = 0; round < 3000; round += 1) {
        const change = satisfactionDifference(sample(after, n, uniform), sample(before, m, uniform));
        if (change !== null && change.low <= truth && truth <= change.high) held += 1;
      }
      expect(held / 3000).toBeGreaterThanOrEqual(0.93);
    }
  });
});
