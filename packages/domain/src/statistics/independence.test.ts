import { describe, expect, it } from '@jest/globals';
import { compositeOf } from './composite.ts';
import type { CompositeRules } from './composite.ts';
import { independenceAudit } from './independence.ts';
import { ranksOf } from './mean-rank-shift.ts';
import { normalDraws, seededUniform } from './seeded.ts';

const percent = { low: 0, high: 100, better: 'up' } as const;

const rules: CompositeRules = {
  dimensions: [
    {
      code: 'speed',
      weight: 1,
      indicators: [
        { code: 'a', ...percent },
        { code: 'b', ...percent },
        { code: 'late', low: 0, high: 100, better: 'down' },
      ],
    },
    { code: 'trust', weight: 1, indicators: [{ code: 'c', ...percent }] },
  ],
  floor: 1,
  within: 'arithmetic',
  across: 'geometric',
};

/** b says what a says, `late` is the rest to 100 of a but for noise, c has nothing to do with a. */
function someUnits(count: number): Map<string, number>[] {
  const draw = normalDraws(seededUniform(12));
  return Array.from({ length: count }, () => {
    const a = draw();
    return new Map([
      ['a', 50 + 8 * a],
      ['b', 50 + 8 * a + draw()],
      ['late', 50 - 8 * a + 10 * draw()],
      ['c', 50 + 8 * draw()],
    ]);
  });
}

const pair = (audit: ReturnType<typeof independenceAudit>, first: string, second: string) =>
  audit.pairs.find((one) => one.first === first && one.second === second);

describe('the independence audit', () => {
  it('flags two indicators of a dimension that say the same, and none that merely agree', () => {
    const audit = independenceAudit(someUnits(80), rules);
    expect(pair(audit, 'a', 'b')).toMatchObject({ n: 80, flag: 'same' });
    expect(pair(audit, 'a', 'b')?.r).toBeGreaterThan(0.9);
    expect(pair(audit, 'a', 'late')?.r).toBeGreaterThan(0.3);
    expect(pair(audit, 'a', 'late')?.flag).toBeNull();
    expect(audit.pairs).toHaveLength(6);
  });

  it('flags indicators that run against each other when that is more than noise', () => {
    // (−1, 0), (0, 1), (1, −1) around 50, again and again: r = −1/2.
    const opposed = (count: number) => {
      const units = Array.from({ length: count }, (_, index) => {
        const turn = index % 3;
        return new Map([
          ['a', 49 + turn],
          ['c', [50, 51, 49][turn] ?? NaN],
        ]);
      });
      return pair(independenceAudit(units, rules), 'a', 'c');
    };
    expect(opposed(27)).toMatchObject({ r: expect.closeTo(-0.5, 12), n: 27, flag: 'opposed' });
    expect(opposed(12)).toMatchObject({ r: expect.closeTo(-0.5, 12), n: 12, flag: null });
  });

  it('does not call indicators of two dimensions the same, however alike', () => {
    const units = someUnits(30).map((unit) => new Map(unit).set('c', unit.get('a') ?? NaN));
    const found = pair(independenceAudit(units, rules), 'a', 'c');
    expect(found?.r).toBeCloseTo(1, 12);
    expect(found?.flag).toBeNull();
  });

  it('has an alpha for each dimension of two indicators or more', () => {
    const { alphas } = independenceAudit(someUnits(80), rules);
    expect(alphas.map(({ dimension }) => dimension)).toEqual(['speed', 'trust']);
    expect(alphas[0]?.alpha).toBeGreaterThan(0.8);
    expect(alphas[1]?.alpha).toBeNull();
  });

  it('says by how many ranks the composite moves without an indicator: nothing without a copy, much without the odd one', () => {
    const even = (a: number, c: number) =>
      new Map([
        ['a', a],
        ['b', a],
        ['late', 100 - a],
        ['c', c],
      ]);
    // √(a·c): 60, 58, 56, 54, 52; without c the order of a turns all five round.
    const scores = [60, 58, 56, 54, 52];
    const units = [40, 50, 60, 70, 80].map((a, index) => even(a, (scores[index] ?? NaN) ** 2 / a));
    expect(independenceAudit(units, rules).dropped).toEqual([
      { indicator: 'a', meanShift: 0 },
      { indicator: 'b', meanShift: 0 },
      { indicator: 'late', meanShift: 0 },
      { indicator: 'c', meanShift: (4 + 2 + 0 + 2 + 4) / 5 },
    ]);
  });

  it('compares only units that have a composite both ways', () => {
    const units: Map<string, number>[] = someUnits(20);
    // Alone with a in its dimension, this unit has no composite once a is dropped.
    units.push(
      new Map([
        ['a', 99],
        ['c', 99],
      ]),
    );
    const rest = units.slice(0, 20);
    const scores = (by: CompositeRules) => rest.map((unit) => compositeOf(unit, by)?.score ?? NaN);
    const [speed, trust] = rules.dimensions;
    if (speed === undefined || trust === undefined) throw new Error('the rules have two dimensions');
    const dropped: CompositeRules = {
      ...rules,
      dimensions: [{ ...speed, indicators: speed.indicators.slice(1) }, trust],
    };
    const [one, other] = [ranksOf(scores(rules), 'highest'), ranksOf(scores(dropped), 'highest')];
    const shift = one.reduce((sum, rank, index) => sum + Math.abs(rank - (other[index] ?? NaN)), 0) / 20;
    expect(independenceAudit(units, rules).dropped[0]?.meanShift).toBeCloseTo(shift, 12);
  });

  it('says nothing of nobody, of one unit, and of the only indicator', () => {
    const [, trust] = rules.dimensions;
    if (trust === undefined) throw new Error('the rules have two dimensions');
    const nobody = independenceAudit([], rules);
    expect(nobody.pairs.every(({ r, n, flag }) => r === null && n === 0 && flag === null)).toBe(true);
    expect(nobody.alphas.every(({ alpha }) => alpha === null)).toBe(true);
    expect(nobody.dropped.every(({ meanShift }) => meanShift === null)).toBe(true);
    expect(independenceAudit(someUnits(1), rules).dropped[0]?.meanShift).toBeNull();
    expect(independenceAudit(someUnits(9), { ...rules, dimensions: [trust] })).toEqual({
      pairs: [],
      alphas: [{ dimension: 'trust', alpha: null }],
      dropped: [{ indicator: 'c', meanShift: null }],
    });
  });
});
