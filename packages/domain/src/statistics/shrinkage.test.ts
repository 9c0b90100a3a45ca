import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededUniform } from './seeded.ts';
import { betaPriorByMoments, shrunkShare } from './shrinkage.ts';

const prior = { alpha: 11.39115, beta: 46.0875 };

describe('a share drawn towards its group', () => {
  it.each([
    [66, 182, 0.3231651],
    [3, 12, 0.2071305],
    [1, 5, 0.1983261],
  ])('makes %d of %d to %d', (x, n, expected) => {
    expect(shrunkShare(x, n, prior)).toBeCloseTo(expected, 7);
  });

  it('lies between the own share and the prior one, and is the prior one for nobody', () => {
    const priorShare = prior.alpha / (prior.alpha + prior.beta);
    expect(shrunkShare(0, 0, prior)).toBeCloseTo(priorShare, 15);
    const part = fc
      .integer({ min: 1, max: 1e5 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(part, ([x, n]) => {
        const shrunk = shrunkShare(x, n, prior);
        expect(shrunk).toBeGreaterThanOrEqual(Math.min(x / n, priorShare) - 1e-12);
        expect(shrunk).toBeLessThanOrEqual(Math.max(x / n, priorShare) + 1e-12);
      }),
    );
  });

  it('refuses a prior that is none', () => {
    expect(() => shrunkShare(1, 2, { alpha: 0, beta: 1 })).toThrow(RangeError);
    expect(() => shrunkShare(3, 2, prior)).toThrow(RangeError);
  });
});

describe('the prior that a group suggests', () => {
  it('is α = β = 0.76923 for five units with 20 and five with 80 of 100', () => {
    const units = Array.from({ length: 10 }, (_, index) => ({ x: index < 5 ? 20 : 80, n: 100 }));
    const answer = betaPriorByMoments(units);
    expect(answer?.alpha).toBeCloseTo(0.5 * (0.25 / (87.75 / 891) - 1), 12);
    expect(answer?.alpha).toBeCloseTo(0.76923, 5);
    expect(answer?.beta).toBeCloseTo(answer?.alpha ?? NaN, 12);
  });

  it('is unknown where units differ no more than by chance, or there are fewer than two', () => {
    expect(betaPriorByMoments([])).toBeNull();
    expect(betaPriorByMoments([{ x: 1, n: 2 }])).toBeNull();
    expect(
      betaPriorByMoments([
        { x: 1, n: 2 },
        { x: 0, n: 0 },
      ]),
    ).toBeNull();
    expect(
      betaPriorByMoments([
        { x: 50, n: 100 },
        { x: 50, n: 100 },
      ]),
    ).toBeNull();
    expect(
      betaPriorByMoments([
        { x: 1, n: 1 },
        { x: 0, n: 1 },
      ]),
    ).toBeNull();
    expect(
      betaPriorByMoments([
        { x: 5, n: 5 },
        { x: 9, n: 9 },
      ]),
    ).toBeNull();
  });

  it('finds the prior that a simulation used', () => {
    const uniform = seededUniform(9);
    // The second of three sorted uniform draws is distributed Beta(2, 2).
    const betaDraw = (): number => [uniform(), uniform(), uniform()].sort((a, b) => a - b)[1] ?? NaN;
    const units = Array.from({ length: 5000 }, (_, index) => {
      const chance = betaDraw();
      const n = 5 + (index % 60);
      let x = 0;
      for (let person = 0; person < n; person += 1) if (uniform() < chance) x += 1;
      return { x, n };
    });
    const answer = betaPriorByMoments(units);
    expect(Math.abs((answer?.alpha ?? NaN) - 2)).toBeLessThan(0.15);
    expect(Math.abs((answer?.beta ?? NaN) - 2)).toBeLessThan(0.15);
  });
});
