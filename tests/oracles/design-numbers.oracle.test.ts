// Every worked number of the statistics section of the design, against the formulas of @huiyin/domain. The numbers come
// from published test suites and papers; each formula names its own source.
import { describe, expect, it } from '@jest/globals';
import {
  completed,
  betweenGoalposts,
  funnelLimitsOfShare,
  kitagawaSplit,
  meanRankShift,
  newcombeDifference,
  overDispersion,
  pooledShare,
  ranksOf,
  satisfactionIndex,
  shrunkShare,
  suppress,
  weightedGeometricMean,
  wilsonInterval,
} from '@huiyin/domain';
import type { LevelCounts } from '@huiyin/domain';

describe('the worked numbers of the design', () => {
  it.each([
    [65, 100, 0.95, 0.5525444, 0.7363575, 7],
    [15, 20, 0.95, 0.531299, 0.888138, 6],
    [1, 100, 0.95, 0.0017674, 0.0544862, 7],
    [9856, 12345, 0.95, 0.7912102, 0.805364, 7],
    [0, 1, 0.95, 0, 0.793451, 6],
    [65, 100, 0.998, 0.4954947, 0.7783541, 7],
  ])('Wilson: %d of %d at %d lies from %d to %d', (x, n, level, low, high, digits) => {
    const interval = wilsonInterval(x, n, level)!;
    expect(interval.low).toBeCloseTo(low, digits);
    expect(interval.high).toBeCloseTo(high, digits);
  });

  it('Newcombe: 56/70 less 48/80 is 0.2000, from 0.0524 to 0.3339', () => {
    const { difference, low, high } = newcombeDifference(56, 70, 48, 80)!;
    expect(difference).toBeCloseTo(0.2, 12);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it('funnel: at 80.642448 % ten cases may fall to 56.154344 and 42.032590 %, and up to 100', () => {
    const limits = funnelLimitsOfShare(0.80642448, 10)!;
    expect(limits.low95 * 100).toBeCloseTo(56.154344, 5);
    expect(limits.low998 * 100).toBeCloseTo(42.03259, 5);
    expect(limits.high95).toBe(1);
    expect(limits.high998).toBe(1);
  });

  it('over-dispersion by moments, recomputed from its definition', () => {
    const [values, errors, target] = [[0.7, 0.8, 0.95, 0.6], [0.02, 0.03, 0.02, 0.05], 0.8];
    const phi = values.reduce((sum, value, i) => sum + ((value - target) / errors[i]!) ** 2, 0) / 4;
    const weights = errors.map((error) => 1 / error ** 2);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const squares = weights.reduce((sum, weight) => sum + weight ** 2, 0);
    const tauSquared = Math.max(0, (4 * phi - 3) / (total - squares / total));
    const found = overDispersion(
      values.map((value, i) => ({ value, error: errors[i]! })),
      target,
    )!;
    expect(found.phi).toBeCloseTo(phi, 12);
    expect(found.tauSquared).toBeCloseTo(tauSquared, 12);
  });

  it.each([
    [66, 182, 0.3231651],
    [3, 12, 0.2071305],
    [1, 5, 0.1983261],
  ])('shrinkage: %d of %d is drawn to %d', (x, n, shrunk) => {
    expect(shrunkShare(x, n, { alpha: 11.39115, beta: 46.0875 })).toBeCloseTo(shrunk, 7);
  });

  it.each([
    [1, 'up', 0.1],
    [1, 'down', 0.9],
    [11, 'up', 1],
    [-1, 'up', 0],
  ] as const)('goalposts 0 and 10: %d, better %s, is %d', (value, better, score) => {
    expect(betweenGoalposts(value, { low: 0, high: 10, better })).toBeCloseTo(score, 12);
  });

  it('geometric mean: (1, 2, 3) is 1.81712, weighted (1, 1, 2) 2.05977, and nothing at or below 0', () => {
    expect(weightedGeometricMean([1, 2, 3])).toBeCloseTo(1.81712, 5);
    expect(weightedGeometricMean([1, 2, 3], [1, 1, 2])).toBeCloseTo(2.05977, 5);
    expect(() => weightedGeometricMean([1, 0, 3])).toThrow(RangeError);
  });

  it.each<[LevelCounts, number | null]>([
    [[1, 1, 1, 1, 6], 75],
    [[6, 1, 1, 1, 1], 25],
    [[0, 0, 0, 0, 0], null],
  ])('satisfaction index: %j is %d', (counts, index) => {
    expect(satisfactionIndex(counts)).toBe(index);
  });

  it('mean shift of ranks: from 12345 to 21354 it is 0.8', () => {
    const before = ranksOf([5, 4, 3, 2, 1], 'highest');
    const after = ranksOf([4, 5, 3, 1, 2], 'highest');
    expect(meanRankShift(before, after)).toBeCloseTo(0.8, 12);
  });

  it('Kitagawa: .7500 to .7175 is +.03875 by rates and −.07125 by mix', () => {
    const stratum = (before: [number, number], after: [number, number]) => ({
      before: { x: before[0], n: before[1] },
      after: { x: after[0], n: after[1] },
    });
    const split = kitagawaSplit([stratum([180, 200], [92, 100]), stratum([120, 200], [195, 300])])!;
    expect(split.before).toBeCloseTo(0.75, 12);
    expect(split.after).toBeCloseTo(0.7175, 12);
    expect(split.rateEffect).toBeCloseTo(0.03875, 12);
    expect(split.mixEffect).toBeCloseTo(-0.07125, 12);
  });

  it('sums upward: 90 of 100 and 10 of 20 make 83.3 %, not 70 %', () => {
    expect(
      pooledShare([
        { x: 90, n: 100 },
        { x: 10, n: 20 },
      ]),
    ).toBeCloseTo(100 / 120, 12);
  });

  it('small cells: 1 to 10 people are withheld, 0 and 11 are not, and a second one goes with a lone one', () => {
    const withheld = (sizes: number[]) =>
      [
        ...completed(
          suppress({
            sizes: [sizes.reduce((sum, n) => sum + n, 0), ...sizes],
            sums: [{ whole: 0, parts: sizes.map((_, place) => place + 1) }],
            smallMax: 10,
          }),
        ).withheld,
      ].sort();
    expect(withheld([0, 11, 40])).toEqual([]);
    expect(withheld([10, 12, 40])).toEqual([1, 2]);
  });
});
