import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { funnelLimitsOfMean, funnelLimitsOfShare, funnelPosition, overDispersion } from './funnel.ts';
import { normalDraws, seededUniform } from './seeded.ts';

describe('the funnel of a share', () => {
  it('has for p0 = 80.642448 % and n = 10 the lower lines 56.154344 and 42.032590, the upper ones at 100', () => {
    const lines = funnelLimitsOfShare(0.80642448, 10);
    expect((lines?.low95 ?? NaN) * 100).toBeCloseTo(56.154344, 5);
    expect((lines?.low998 ?? NaN) * 100).toBeCloseTo(42.03259, 5);
    expect(lines?.high95).toBe(1);
    expect(lines?.high998).toBe(1);
  });

  it('has no lines for nobody, and lines at the target when the target is 0 or 1', () => {
    expect(funnelLimitsOfShare(0.5, 0)).toBeNull();
    expect(funnelLimitsOfShare(1, 7)).toEqual({ low95: 1, high95: 1, low998: 1, high998: 1 });
  });

  it('nests its lines, narrows with n and widens with over-dispersion', () => {
    const target = fc.double({ min: 0, max: 1, noNaN: true });
    const tauSquared = fc.double({ min: 0, max: 0.1, noNaN: true });
    fc.assert(
      fc.property(target, fc.integer({ min: 1, max: 1e6 }), tauSquared, (p0, n, tau) => {
        const plain = funnelLimitsOfShare(p0, n);
        const larger = funnelLimitsOfShare(p0, n * 2);
        const wider = funnelLimitsOfShare(p0, n, tau);
        if (plain === null || larger === null || wider === null) throw new Error('n is positive');
        const rising = [0, plain.low998, plain.low95, p0, plain.high95, plain.high998, 1];
        expect([...rising].sort((a, b) => a - b)).toEqual(rising);
        expect(larger.low95).toBeGreaterThanOrEqual(plain.low95);
        expect(wider.high998).toBeGreaterThanOrEqual(plain.high998);
      }),
    );
  });

  it('says where a value lies; a value on a line is inside it', () => {
    const lines = { low95: 0.4, high95: 0.6, low998: 0.3, high998: 0.7 };
    expect([0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.71].map((value) => funnelPosition(value, lines))).toEqual([
      'far below',
      'below',
      'within',
      'within',
      'within',
      'above',
      'far above',
    ]);
  });

  it('refuses what is no funnel', () => {
    expect(() => funnelLimitsOfShare(80, 10)).toThrow(RangeError);
    expect(() => funnelLimitsOfShare(0.8, -1)).toThrow(RangeError);
    expect(() => funnelLimitsOfShare(0.8, 1, -1)).toThrow(RangeError);
    expect(() => funnelLimitsOfMean(80, -1, 10)).toThrow(RangeError);
  });
});

describe('the funnel of a satisfaction index', () => {
  it('goes by sd/√n and is clipped to 0–100', () => {
    const lines = funnelLimitsOfMean(80, 30, 100);
    expect(lines?.low95).toBeCloseTo(80 - 1.959963984540054 * 3, 10);
    expect(lines?.high998).toBeCloseTo(80 + 3.090232306167813 * 3, 10);
    expect(funnelLimitsOfMean(80, 30, 4)?.high95).toBe(100);
    expect(funnelLimitsOfMean(80, 30, 0)).toBeNull();
  });
});

describe('over-dispersion', () => {
  it('follows the formula: values .5, .7, .9 with errors .1, .1, .2 around .6', () => {
    // z = −1, 1, 1.5; Σz² = 4.25; w = 100, 100, 25; Σw = 225; Σw²/Σw = 20625/225.
    const answer = overDispersion(
      [
        { value: 0.5, error: 0.1 },
        { value: 0.7, error: 0.1 },
        { value: 0.9, error: 0.2 },
      ],
      0.6,
    );
    expect(answer?.phi).toBeCloseTo(4.25 / 3, 12);
    expect(answer?.tauSquared).toBeCloseTo(2.25 / (225 - 20625 / 225), 12);
  });

  it('is absent when chance explains everything, unknown for nobody and for one unit alone', () => {
    expect(
      overDispersion(
        [
          { value: 0.61, error: 0.1 },
          { value: 0.59, error: 0.1 },
        ],
        0.6,
      )?.tauSquared,
    ).toBe(0);
    expect(overDispersion([{ value: 0.9, error: 0.1 }], 0.6)?.tauSquared).toBe(0);
    expect(overDispersion([], 0.6)).toBeNull();
    expect(() => overDispersion([{ value: 0.5, error: 0 }], 0.6)).toThrow(RangeError);
  });

  it('finds the spread between units that a simulation put in', () => {
    const draw = normalDraws(seededUniform(5));
    const units = Array.from({ length: 4000 }, (_, index) => {
      const error = 0.02 + 0.0001 * (index % 400);
      return { error, value: 0.7 + 0.05 * draw() + error * draw() };
    });
    expect(Math.sqrt(overDispersion(units, 0.7)?.tauSquared ?? NaN)).toBeCloseTo(0.05, 2);
  });
});
