import { describe, expect, it } from '@jest/globals';
import { compositeOf } from './composite.ts';
import type { CompositeRules } from './composite.ts';
import { ranksOf } from './mean-rank-shift.ts';
import { normalDraws, seededUniform } from './seeded.ts';
import { sensitivityOf } from './sensitivity.ts';

const percent = { low: 0, high: 100, better: 'up' } as const;

const rules: CompositeRules = {
  dimensions: ['a', 'b', 'c'].map((code, index) => ({
    code: code.toUpperCase(),
    weight: 1 + index,
    indicators: [
      { code, ...percent },
      { code: `${code}2`, weight: 2, ...percent },
    ],
  })),
  floor: 1,
  within: 'arithmetic',
  across: 'geometric',
};

const codes = rules.dimensions.flatMap(({ indicators }) => indicators.map(({ code }) => code));

/** Units that differ at random on every indicator. */
function someUnits(count: number, seed: number): Map<string, number>[] {
  const draw = normalDraws(seededUniform(seed));
  return Array.from({ length: count }, () => new Map(codes.map((code) => [code, 60 + 12 * draw()])));
}

const everywhere = (value: number) => new Map(codes.map((code) => [code, value]));

describe('the sensitivity of ranks by a composite', () => {
  it('ranks by the rules in force as the composite itself does', () => {
    const units = someUnits(50, 1);
    const scores = units.map((unit) => compositeOf(unit, rules)?.score ?? NaN);
    const answer = sensitivityOf({ units, rules, seed: 1, draws: 10 });
    expect(answer.ranks.map((each) => each?.rank)).toEqual(ranksOf(scores, 'highest'));
  });

  it('finds nothing to doubt where each unit beats the next in everything', () => {
    const units = [80, 30, 60, 45].map(everywhere);
    const { ranks, shifts } = sensitivityOf({ units, rules, seed: 2 });
    expect(ranks).toEqual([1, 4, 2, 3].map((rank) => ({ rank, low: rank, median: rank, high: rank })));
    expect(shifts).toEqual({ weights: 0, normalisation: 0, aggregation: 0, together: 0 });
  });

  it('names the mean across dimensions as the source where one unit is even and the other lopsided', () => {
    // By the arithmetic mean 50 against 52 or more, by the geometric one 50 against √(90·14) = 35 or less.
    const two: CompositeRules = {
      ...rules,
      dimensions: rules.dimensions.slice(0, 2).map((one) => ({ ...one, weight: 1 })),
    };
    const lopsided = new Map([
      ['a', 90],
      ['a2', 90],
      ['b', 14],
      ['b2', 14],
    ]);
    const { ranks, shifts } = sensitivityOf({
      units: [everywhere(50), lopsided],
      rules: two,
      seed: 3,
      weightSpread: 0,
    });
    expect(ranks.map((each) => each?.rank)).toEqual([1, 2]);
    expect(shifts?.aggregation).toBe(1);
    expect(shifts?.weights).toBe(0);
    expect(ranks[0]).toMatchObject({ low: 1, high: 2 });
  });

  it('names the weights as the source where two units are good at different things, the more the wider they vary', () => {
    const two: CompositeRules = {
      ...rules,
      dimensions: rules.dimensions.slice(0, 2).map((one) => ({ ...one, weight: 1 })),
    };
    const goodAt = (a: number, b: number) =>
      new Map([
        ['a', a],
        ['b', b],
      ]);
    const units = [goodAt(70, 50), goodAt(50, 69)];
    const shift = (weightSpread: number) =>
      sensitivityOf({ units, rules: two, seed: 4, weightSpread }).shifts;
    expect(shift(0.001)?.weights).toBe(0);
    expect(shift(0.25)?.weights).toBeGreaterThan(0.2);
    expect(shift(0.25)?.weights).toBeLessThan(0.5);
    expect(shift(0.25)?.aggregation).toBe(0);
  });

  it('names the normalisation as the source where the goalposts cut off what the units in hand still show', () => {
    const cut: CompositeRules = {
      ...rules,
      dimensions: ['a', 'b'].map((code) => ({
        code,
        weight: 1,
        indicators: [{ code, low: 0, high: 50, better: 'up' }],
      })),
    };
    const unit = (a: number, b: number) =>
      new Map([
        ['a', a],
        ['b', b],
      ]);
    // Both are at the post in a; b decides for the first, beyond the post a would decide for the second.
    const { shifts } = sensitivityOf({
      units: [unit(55, 31), unit(95, 30), unit(50, 20)],
      rules: cut,
      seed: 5,
    });
    expect(shifts?.normalisation).toBeGreaterThan(0.5);
    expect(shifts?.aggregation).toBe(0);
  });

  it('gives a unit without a composite no rank and lets the others rank without it', () => {
    const [first, second, third] = [everywhere(50), new Map([['a', 99]]), everywhere(40)];
    const { ranks } = sensitivityOf({ units: [first, second, third], rules, seed: 6, draws: 20 });
    expect(ranks.map((each) => each?.rank ?? null)).toEqual([1, null, 2]);
    expect(sensitivityOf({ units: [second], rules, seed: 6 })).toEqual({ ranks: [null], shifts: null });
    expect(sensitivityOf({ units: [], rules, seed: 6 })).toEqual({ ranks: [], shifts: null });
  });

  it('repeats itself with the same seed, and orders its percentiles', () => {
    const units = someUnits(40, 7);
    const answer = sensitivityOf({ units, rules, seed: 7, draws: 200 });
    expect(sensitivityOf({ units, rules, seed: 7, draws: 200 })).toEqual(answer);
    for (const spread of answer.ranks) {
      if (spread === null) throw new Error('every unit has a composite');
      expect(1 <= spread.low && spread.low <= spread.median && spread.median <= spread.high).toBe(true);
      expect(spread.high).toBeLessThanOrEqual(40);
    }
  });

  it('answers for 200 units and 1,000 draws well within two seconds', () => {
    const units = someUnits(200, 8);
    const begin = process.hrtime.bigint();
    sensitivityOf({ units, rules, seed: 8 });
    expect(Number(process.hrtime.bigint() - begin) / 1e9).toBeLessThan(2);
  });

  it('refuses a question that is none', () => {
    const units = someUnits(3, 9);
    expect(() => sensitivityOf({ units, rules, seed: 1, draws: 0 })).toThrow(RangeError);
    expect(() => sensitivityOf({ units, rules, seed: 1, weightSpread: 1 })).toThrow(RangeError);
    expect(() => sensitivityOf({ units, rules, seed: 0.5 })).toThrow(RangeError);
    expect(() => sensitivityOf({ units, rules: { ...rules, floor: 0 }, seed: 1 })).toThrow(RangeError);
  });
});
