import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { criticalRatios, rankIntervals } from './rank-interval.ts';
import type { RankQuestion } from './rank-interval.ts';
import { normalDraws, seededUniform } from './seeded.ts';

const ask = (estimates: number[], errors: number[], best: 'highest' | 'lowest' = 'highest') =>
  rankIntervals({ estimates, errors, best, seed: 1 });

describe('rank intervals', () => {
  it('tells apart what is far apart and nothing else', () => {
    expect(ask([10, 50, 50.1, 90], [1, 1, 1, 1])).toEqual([
      { rank: 4, low: 4, high: 4, better: [1, 2, 3], worse: [] },
      { rank: 3, low: 2, high: 3, better: [3], worse: [0] },
      { rank: 2, low: 2, high: 3, better: [3], worse: [0] },
      { rank: 1, low: 1, high: 1, better: [], worse: [0, 1, 2] },
    ]);
  });

  it('knows nothing of nobody, and gives one unit alone the first rank', () => {
    expect(ask([], [])).toEqual([]);
    expect(ask([5], [1])).toEqual([{ rank: 1, low: 1, high: 1, better: [], worse: [] }]);
  });

  it('shares the better rank among equal estimates and does not tell them apart, exact or not', () => {
    for (const error of [0, 3]) {
      expect(ask([7, 7, 7], [error, error, error]).map(({ rank, low, high }) => [rank, low, high])).toEqual([
        [1, 1, 3],
        [1, 1, 3],
        [1, 1, 3],
      ]);
    }
  });

  it('tells exact values apart however close they are', () => {
    expect(ask([1, 1.001, 1], [0, 0, 0]).map(({ low, high }) => [low, high])).toEqual([
      [2, 3],
      [1, 1],
      [2, 3],
    ]);
  });

  it('has for two units the critical value of one comparison, for ten equal ones that of the studentised range', () => {
    const critical = (errors: number[], holds: 'all' | 'each') =>
      criticalRatios({
        estimates: errors.map(() => 0),
        errors,
        best: 'highest',
        holds,
        seed: 3,
        draws: 40_000,
      });
    for (const holds of ['all', 'each'] as const) {
      for (const ratio of critical([1, 2], holds)) expect(Math.abs(ratio - 1.96)).toBeLessThan(0.02);
    }
    const ten = new Array<number>(10).fill(1);
    // q(.95; 10, ∞) = 4.474, and the ratio divides by √2.
    expect(Math.abs((critical(ten, 'all')[0] ?? NaN) - 4.474 / Math.SQRT2)).toBeLessThan(0.02);
    // Dunnett's two-sided value for nine comparisons with one unit, infinite degrees of freedom: 2.69.
    for (const ratio of critical(ten, 'each')) expect(Math.abs(ratio - 2.69)).toBeLessThan(0.03);
  });

  it('promises less, so says more, about one unit than about all at once', () => {
    const draw = normalDraws(seededUniform(8));
    const question: RankQuestion = {
      estimates: Array.from({ length: 60 }, (_, index) => index / 8 + draw()),
      errors: Array.from({ length: 60 }, (_, index) => 0.5 + (index % 5) / 5),
      best: 'highest',
      seed: 2,
    };
    const each = rankIntervals({ ...question, holds: 'each' });
    rankIntervals(question).forEach(({ low, high }, index) => {
      expect(each[index]?.low).toBeGreaterThanOrEqual(low);
      expect(each[index]?.high).toBeLessThanOrEqual(high);
    });
  });

  it('gives each unit its own answer back, whatever the order of the units', () => {
    const estimates = [5, 9, 1, 7, 3];
    const errors = [2, 0.5, 1, 3, 0.1];
    const turned = { estimates: [...estimates].reverse(), errors: [...errors].reverse() };
    for (const holds of ['all', 'each'] as const) {
      const shape = (answer: ReturnType<typeof rankIntervals>) =>
        answer.map(({ low, rank, high }) => [low, rank, high]);
      const there = rankIntervals({ estimates, errors, best: 'highest', holds, seed: 1 });
      const back = rankIntervals({ ...turned, best: 'highest', holds, seed: 1 });
      expect(shape(back).reverse()).toEqual(shape(there));
    }
  });

  it('contains the rank of the estimate, agrees from both sides, and mirrors when lowest is best', () => {
    const unit = fc.record({
      estimate: fc.integer({ min: 0, max: 100 }),
      error: fc.double({ min: 0, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 15 }), (units) => {
        const estimates = units.map((each) => each.estimate);
        const errors = units.map((each) => each.error);
        const answer = rankIntervals({ estimates, errors, best: 'highest', seed: 4, draws: 200 });
        const turned = rankIntervals({
          estimates: estimates.map((each) => 100 - each),
          errors,
          best: 'lowest',
          seed: 4,
          draws: 200,
        });
        expect(turned).toEqual(answer);
        answer.forEach((own, index) => {
          expect(own.low).toBeLessThanOrEqual(own.rank);
          expect(own.rank).toBeLessThanOrEqual(own.high);
          for (const other of own.better) expect(answer[other]?.worse).toContain(index);
        });
      }),
    );
  });

  it('holds all true ranks at once at least 93 times in 100', () => {
    const draw = normalDraws(seededUniform(77));
    const truths = Array.from({ length: 12 }, (_, index) => Math.floor(index / 2) * 1.5);
    const errors = truths.map((_, index) => 0.5 + (index % 4) * 0.3);
    let held = 0;
    for (let round = 0; round < 600; round += 1) {
      const estimates = truths.map((truth, index) => truth + (errors[index] ?? NaN) * draw());
      const answer = rankIntervals({ estimates, errors, best: 'highest', seed: round, draws: 300 });
      // Of two equal truths, either may stand first: both ranks must be allowed.
      const all = answer.every(({ low, high }, index) => {
        const above = truths.filter((truth) => truth > (truths[index] ?? NaN)).length;
        const level = truths.filter((truth) => truth === truths[index]).length;
        return low <= above + 1 && high >= above + level;
      });
      if (all) held += 1;
    }
    expect(held / 600).toBeGreaterThanOrEqual(0.93);
  });

  it.each(['all', 'each'] as const)(
    'ranks 2,000 units, of which a province may have so many (%s)',
    (holds) => {
      const draw = normalDraws(seededUniform(2));
      const errors = Array.from({ length: 2000 }, () => Math.exp(draw()));
      const estimates = errors.map((error, index) => index / 4 + error * draw());
      const answer = rankIntervals({ estimates, errors, best: 'highest', holds, seed: 1, draws: 100 });
      // The true rank of unit i is 2000 − i; 95 % of the intervals, or all of them, hold it.
      const held = answer.filter(({ low, high }, index) => low <= 2000 - index && 2000 - index <= high);
      expect(held.length).toBeGreaterThanOrEqual(holds === 'all' ? 2000 : 1880);
    },
  );

  it('refuses what it cannot rank', () => {
    expect(() => ask([1, 2], [1])).toThrow(RangeError);
    expect(() => ask([1, NaN], [1, 1])).toThrow(RangeError);
    expect(() => ask([1, 2], [1, -1])).toThrow(RangeError);
  });
});
