import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scorerOf } from './normalisation.ts';

const ten = { code: 'a', low: 0, high: 10, better: 'up' } as const;
const tenDown = { ...ten, better: 'down' } as const;

describe('a score against the units in hand', () => {
  it('of 0, 2 and 4 is 0, 50, 100 by min–max, 40, 50, 60 by z-score, and 0, 20, 40 by the goalposts', () => {
    const score = (by: 'goalposts' | 'min-max' | 'z-score') => [0, 2, 4].map(scorerOf(ten, [0, 2, 4], by));
    expect(score('goalposts')).toEqual([0, 20, 40]);
    expect(score('min-max')).toEqual([0, 50, 100]);
    expect(score('z-score')).toEqual([40, 50, 60]);
  });

  it('turns round where less is better', () => {
    const score = (by: 'goalposts' | 'min-max' | 'z-score') =>
      [0, 2, 4].map(scorerOf(tenDown, [0, 2, 4], by));
    expect(score('goalposts')).toEqual([100, 80, 60]);
    expect(score('min-max')).toEqual([100, 50, 0]);
    expect(score('z-score')).toEqual([60, 50, 40]);
  });

  it('is 50 for everybody when no unit differs, and for one unit alone', () => {
    for (const by of ['min-max', 'z-score'] as const) {
      expect([0.1, 0.1, 0.1].map(scorerOf(ten, [0.1, 0.1, 0.1], by))).toEqual([50, 50, 50]);
      expect(scorerOf(ten, [7], by)(7)).toBe(50);
    }
  });

  it('stays on 0–100 and keeps the order of the units', () => {
    // To a billionth, as values are: of the smallest numbers there are, the spread has no digits left.
    const value = fc.double({ min: -1e4, max: 1e4, noNaN: true }).map((one) => Math.round(one * 1e9) / 1e9);
    const values = fc.array(value, {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(values, (list) => {
        const rising = [...list].sort((a, b) => a - b);
        for (const by of ['goalposts', 'min-max', 'z-score'] as const) {
          const scores = rising.map(scorerOf(ten, list, by));
          expect(scores).toEqual([...scores].sort((a, b) => a - b));
          expect(scores.every((score) => score >= 0 && score <= 100)).toBe(true);
        }
      }),
    );
  });

  it('refuses values that are none', () => {
    expect(() => scorerOf(ten, [1, NaN], 'z-score')).toThrow(RangeError);
  });
});
