import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compositeOf } from './composite.ts';
import type { CompositeRules } from './composite.ts';

const percent = { low: 0, high: 100, better: 'up' } as const;

/** Two dimensions, weights 1 and 3: speed out of a and b, trust out of c. */
const rules: CompositeRules = {
  dimensions: [
    {
      code: 'speed',
      weight: 1,
      indicators: [
        { code: 'a', ...percent },
        { code: 'b', ...percent },
      ],
    },
    { code: 'trust', weight: 3, indicators: [{ code: 'c', ...percent }] },
  ],
  floor: 1,
  within: 'arithmetic',
  across: 'geometric',
};
const byArithmetic: CompositeRules = { ...rules, across: 'arithmetic' };

const of = (values: Record<string, number>, by = rules) => compositeOf(new Map(Object.entries(values)), by);

describe('the composite of a unit', () => {
  it('of 40 and 60 in one dimension and 0 in the other is (50·1³)^¼, and 13.25 by the arithmetic mean', () => {
    const composite = of({ a: 40, b: 60, c: 0 });
    expect(composite?.score).toBeCloseTo(50 ** 0.25, 13);
    expect(composite?.score).toBeCloseTo(2.659, 3);
    expect([...(composite?.dimensions ?? [])]).toEqual([
      ['speed', 50],
      ['trust', 1],
    ]);
    expect(of({ a: 40, b: 60, c: 0 }, byArithmetic)?.score).toBeCloseTo(13.25, 13);
  });

  it('scores each value between its own goalposts, also where less is better', () => {
    const own: CompositeRules = {
      ...byArithmetic,
      dimensions: [
        { code: 'one', weight: 1, indicators: [{ code: 'stock', low: 0, high: 0.6, better: 'down' }] },
        { code: 'two', weight: 1, indicators: [{ code: 'index', low: 40, high: 100, better: 'up' }] },
      ],
    };
    const composite = of({ stock: 0.15, index: 85 }, own);
    expect(composite?.dimensions.get('one')).toBeCloseTo(75, 12);
    expect(composite?.dimensions.get('two')).toBeCloseTo(75, 12);
    expect(composite?.score).toBeCloseTo(75, 12);
  });

  it('weighs the indicators of a dimension', () => {
    const weighed: CompositeRules = {
      ...rules,
      dimensions: [
        {
          code: 'speed',
          weight: 1,
          indicators: [
            { code: 'a', weight: 3, ...percent },
            { code: 'b', ...percent },
          ],
        },
      ],
    };
    expect(of({ a: 20, b: 60 }, weighed)?.score).toBe(30);
  });

  it('rests on the indicators that are present, and is unknown when a dimension has none', () => {
    expect(of({ a: 40, c: 40, elsewhere: 99 })?.score).toBe(40);
    expect(of({ a: 40, b: 60 })).toBeNull();
    expect(of({})).toBeNull();
  });

  it('never falls when a value rises, lies between its dimensions, and is lower by the geometric mean', () => {
    const value = fc.double({ min: -20, max: 120, noNaN: true });
    fc.assert(
      fc.property(value, value, value, fc.double({ min: 0, max: 50, noNaN: true }), (a, b, c, more) => {
        const now = of({ a, b, c });
        if (now === null) throw new Error('every dimension has an indicator');
        const scores = [...now.dimensions.values()];
        expect(now.score).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-9);
        expect(now.score).toBeLessThanOrEqual(Math.max(...scores) + 1e-9);
        expect(now.score).toBeLessThanOrEqual((of({ a, b, c }, byArithmetic)?.score ?? NaN) + 1e-9);
        expect(of({ a: a + more, b, c })?.score).toBeGreaterThanOrEqual(now.score - 1e-9);
        expect(of({ a, b, c: c + more })?.score).toBeGreaterThanOrEqual(now.score - 1e-9);
      }),
    );
  });

  it('refuses rules by which nothing can be scored', () => {
    const [speed, trust] = rules.dimensions;
    if (speed === undefined || trust === undefined) throw new Error('the rules have two dimensions');
    const refused: CompositeRules[] = [
      { ...rules, dimensions: [] },
      { ...rules, floor: 0 },
      { ...byArithmetic, floor: -1 },
      { ...rules, floor: 101 },
      { ...rules, dimensions: [speed, { ...trust, weight: 0 }] },
      { ...rules, dimensions: [speed, { ...speed, code: 'again' }] },
      { ...rules, dimensions: [speed, { ...trust, code: 'speed' }] },
      { ...rules, dimensions: [{ ...trust, indicators: [{ code: 'c', weight: -1, ...percent }] }] },
      { ...rules, dimensions: [{ ...trust, indicators: [{ code: 'c', ...percent, low: 100 }] }] },
    ];
    for (const by of refused) expect(() => of({ a: 1, b: 1, c: 1 }, by)).toThrow(RangeError);
    expect(of({ a: 0, c: 0 }, { ...byArithmetic, floor: 0 })?.score).toBe(0);
    expect(() => of({ a: NaN, c: 1 })).toThrow(RangeError);
  });
});
