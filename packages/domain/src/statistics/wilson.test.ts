import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { zOfLevel } from './normal.ts';
import { wilsonInterval } from './wilson.ts';

const partOfWhole = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe("Wilson's interval", () => {
  it.each([
    [65, 100, 0.5525444, 0.7363575, 7],
    [15, 20, 0.531299, 0.888138, 6],
    [1, 100, 0.0017674, 0.0544862, 7],
    [9856, 12345, 0.7912102, 0.805364, 7],
    [0, 1, 0, 0.793451, 6],
  ])('is, for %d of %d, %d–%d at 95 %%', (x, n, low, high, digits) => {
    expect(wilsonInterval(x, n)?.low).toBeCloseTo(low, digits);
    expect(wilsonInterval(x, n)?.high).toBeCloseTo(high, digits);
  });

  it('is 0.4954947–0.7783541 for 65 of 100 at 99.8 %, and refuses 0.05 as a level', () => {
    const interval = wilsonInterval(65, 100, 0.998);
    expect(interval?.low).toBeCloseTo(0.4954947, 7);
    expect(interval?.high).toBeCloseTo(0.7783541, 7);
    expect(() => wilsonInterval(65, 100, 0.05)).toThrow(RangeError);
  });

  it('says nothing about nobody', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it('contains the share, stays inside 0–1 and never shrinks to a point', () => {
    fc.assert(
      fc.property(partOfWhole, ([x, n]) => {
        const { low, high } = wilsonInterval(x, n) ?? { low: NaN, high: NaN };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(x / n);
        expect(high).toBeGreaterThanOrEqual(x / n);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  it('has ends that solve the equation it is defined by: |x/n − p| = z·√(p(1−p)/n)', () => {
    fc.assert(
      fc.property(partOfWhole, ([x, n]) => {
        const interval = wilsonInterval(x, n) ?? { low: NaN, high: NaN };
        for (const p of [interval.low, interval.high]) {
          if (p === 0 || p === 1) continue;
          expect((x / n - p) ** 2).toBeCloseTo((zOfLevel(0.95) ** 2 * p * (1 - p)) / n, 10);
        }
      }),
    );
  });

  it('mirrors: what is on time and what is late have mirrored intervals', () => {
    fc.assert(
      fc.property(partOfWhole, ([x, n]) => {
        const onTime = wilsonInterval(x, n);
        const late = wilsonInterval(n - x, n);
        expect(onTime?.low).toBeCloseTo(1 - (late?.high ?? NaN), 10);
      }),
    );
  });
});
