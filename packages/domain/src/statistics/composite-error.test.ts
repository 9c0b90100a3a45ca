import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compositeError } from './composite-error.ts';
import { compositeOf } from './composite.ts';
import type { CompositeRules } from './composite.ts';
import { normalDraws, seededUniform } from './seeded.ts';

const percent = { low: 0, high: 100, better: 'up' } as const;

const geometric: CompositeRules = {
  dimensions: [
    {
      code: 'speed',
      weight: 1,
      indicators: [
        { code: 'a', weight: 2, ...percent },
        { code: 'b', low: 0, high: 0.5, better: 'down' },
      ],
    },
    { code: 'trust', weight: 3, indicators: [{ code: 'c', ...percent }] },
  ],
  floor: 1,
  within: 'arithmetic',
  across: 'geometric',
};

const mapOf = (values: Record<string, number>) => new Map(Object.entries(values));

/** Standard deviation of the composite over draws of its indicators. */
function simulated(
  values: Record<string, number>,
  errors: Record<string, number>,
  rules: CompositeRules,
): number {
  const draw = normalDraws(seededUniform(31));
  const scores = Array.from({ length: 20_000 }, () => {
    const drawn = Object.entries(values).map(
      ([code, value]) => [code, value + (errors[code] ?? NaN) * draw()] as const,
    );
    return compositeOf(new Map(drawn), rules)?.score ?? NaN;
  });
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
}

describe('the standard error of a composite', () => {
  it('of two equal dimensions with errors of 3 and 4 points is 2.5 by the arithmetic mean', () => {
    const rules: CompositeRules = {
      dimensions: ['a', 'b'].map((code) => ({ code, weight: 1, indicators: [{ code, ...percent }] })),
      floor: 1,
      within: 'arithmetic',
      across: 'arithmetic',
    };
    expect(compositeError(mapOf({ a: 50, b: 70 }), mapOf({ a: 3, b: 4 }), rules)).toBeCloseTo(2.5, 12);
    expect(simulated({ a: 50, b: 70 }, { a: 3, b: 4 }, rules)).toBeCloseTo(2.5, 1);
  });

  it.each([
    ['in the middle', { a: 60, b: 0.2, c: 70 }, 0.03],
    ['with a weak dimension', { a: 60, b: 0.2, c: 15 }, 0.03],
    ['with a value on its goalpost', { a: 100, b: 0.2, c: 70 }, 0.03],
    ['with every value on its goalpost', { a: 100, b: 0, c: 100 }, 0.15],
  ])('agrees with a simulation %s', (_, values, tolerance) => {
    const errors = { a: 3, b: 0.02, c: 2 };
    const ours = compositeError(mapOf(values), mapOf(errors), geometric) ?? NaN;
    expect(Math.abs(ours / simulated(values, errors, geometric) - 1)).toBeLessThan(tolerance);
  });

  it('counts half of the error on a goalpost and none of it far beyond', () => {
    const errors = mapOf({ a: 0, b: 0, c: 2 });
    const at = (c: number): number => compositeError(mapOf({ a: 100, b: 0, c }), errors, geometric) ?? NaN;
    expect(at(100) / at(97)).toBeCloseTo(0.5, 1);
    expect(at(103)).toBe(0);
  });

  it('grows with each error and is 0 for exact values', () => {
    const error = fc.double({ min: 0, max: 10, noNaN: true });
    const values = mapOf({ a: 60, b: 0.2, c: 70 });
    fc.assert(
      fc.property(error, error, error, (a, c, more) => {
        const ofErrors = (one: number, other: number): number =>
          compositeError(values, mapOf({ a: one, b: 0, c: other }), geometric) ?? NaN;
        expect(ofErrors(a + more, c)).toBeGreaterThanOrEqual(ofErrors(a, c) - 1e-12);
        expect(ofErrors(a, c + more)).toBeGreaterThanOrEqual(ofErrors(a, c) - 1e-12);
        expect(ofErrors(0, 0)).toBe(0);
      }),
    );
  });

  it('is unknown without a composite, and needs an error for each value that counts', () => {
    expect(compositeError(mapOf({ a: 60 }), mapOf({ a: 3 }), geometric)).toBeNull();
    expect(compositeError(mapOf({ a: 60, c: 70 }), mapOf({ a: 3, c: 2 }), geometric)).toBeGreaterThan(0);
    expect(() => compositeError(mapOf({ a: 60, c: 70 }), mapOf({ a: 3 }), geometric)).toThrow(RangeError);
    expect(() => compositeError(mapOf({ a: 60, c: 70 }), mapOf({ a: 3, c: -1 }), geometric)).toThrow(
      RangeError,
    );
  });
});
