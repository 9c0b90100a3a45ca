import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalCdf, normalDensity, normalQuantile, zOfLevel } from './normal.ts';

describe('the standard normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [2.5, 0.9937903346742238],
    [-3, 0.0013498980316300946],
    [-6, 9.865876450376981e-10],
    [-10, 7.619853024160527e-24],
    [-37, 5.725571222524587e-300],
    [Infinity, 1],
    [-Infinity, 0],
  ])('has Φ(%d) = %d to twelve digits, in the far tail too', (z, p) => {
    expect(Math.abs(normalCdf(z) - p)).toBeLessThanOrEqual(1e-12 * p);
  });

  it.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-300, -37.0471],
    [0, -Infinity],
    [1, Infinity],
  ])('has the quantile of %d at %d', (p, z) => {
    if (Number.isFinite(z)) expect(normalQuantile(p)).toBeCloseTo(z, p === 1e-300 ? 4 : 12);
    else expect(normalQuantile(p)).toBe(z);
  });

  it('is continuous where the series hands over to the continued fraction', () => {
    const step = normalCdf(2.5) - normalCdf(2.5 - 1e-9);
    expect(Math.abs(step - 1e-9 * normalDensity(2.5))).toBeLessThan(1e-15);
  });

  it('undoes itself: the probability of a quantile is the probability asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-200, max: 0.5, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-11);
      }),
    );
  });

  it('is symmetric and rises', () => {
    const z = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(z, z, (a, b) => {
        expect(normalCdf(a) + normalCdf(-a)).toBeCloseTo(1, 14);
        expect(normalCdf(Math.min(a, b))).toBeLessThanOrEqual(normalCdf(Math.max(a, b)));
      }),
    );
  });

  it('takes the confidence and refuses what can only be an error probability', () => {
    expect(zOfLevel(0.998)).toBeCloseTo(3.090232306167813, 12);
    expect(zOfLevel(0.95)).toBeCloseTo(1.959963984540054, 12);
    for (const level of [0.05, 1, 95, NaN]) expect(() => zOfLevel(level)).toThrow(RangeError);
    for (const p of [-0.1, 1.1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
    expect(() => normalCdf(NaN)).toThrow(RangeError);
  });
});
