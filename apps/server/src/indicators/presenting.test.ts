import { describe, expect, it } from '@jest/globals';
import { MINIMUM, indicatorOf } from '@huiyin/domain';
import fc from 'fast-check';
import type { StoredFigure } from './presenting.ts';
import { keyFigure, shownChange, shownFigure, withheldParts } from './presenting.ts';

const R2 = indicatorOf('R2')!;
const aFigure = (onTime: number, due: number, systemVersion = 1): StoredFigure => {
  const sums = { reply_due: due, reply_on_time: onTime };
  return { ...R2.reading(sums)!, sums, systemVersion };
};
const quarter = { kind: 'quarter', start: '2025-04-01' } as const;

describe('what may be shown of a figure', () => {
  it.each([
    [9, 10, 'withheld', null],
    [10, 11, 'shown', 10 / 11],
    [99, 99, 'shown', 1],
    [90, 100, 'ranked', 0.9],
  ])('%i of %i is %s', (onTime, due, presentation, value) => {
    expect(shownFigure(R2, aFigure(onTime, due))).toMatchObject({ presentation, value });
  });

  it('without a case says that there was none', () => {
    expect(shownFigure(R2, undefined)).toEqual({
      indicator: 'R2',
      unit: 'share',
      presentation: 'none',
      value: null,
      low: null,
      high: null,
      numerator: 0,
      denominator: 0,
    });
  });

  it('withheld carries no number at all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.nat({ max: 10 }), (due, some) => {
        const shown = shownFigure(R2, aFigure(Math.min(some, due), due));
        expect(Object.values(shown).filter((value) => typeof value === 'number')).toEqual([]);
      }),
    );
  });
});

describe('a change', () => {
  it('is told when its interval leaves out 0', () => {
    expect(shownChange(R2, aFigure(56, 70), { period: quarter, figure: aFigure(48, 80) })).toMatchObject({
      against: '2025-Q2',
      told: true,
    });
    expect(shownChange(R2, aFigure(56, 70), { period: quarter, figure: aFigure(60, 80) })).toMatchObject({
      told: false,
    });
  });

  it.each([
    ['now', aFigure(9, 10), aFigure(48, 80)],
    ['before', aFigure(56, 70), aFigure(9, 10)],
  ])('is not told when 1–10 people stand behind the figure %s', (_, later, earlier) => {
    expect(shownChange(R2, later, { period: quarter, figure: earlier })).toBeNull();
    expect(
      keyFigure(
        R2,
        later,
        true,
        { period: quarter, figure: earlier },
        { period: quarter, figure: earlier },
        null,
      ),
    ).toMatchObject({ previous: null, yearAgo: null });
  });

  it('is not told across versions of the indicator system, nor for a period that still runs', () => {
    const earlier = { period: quarter, figure: aFigure(48, 80) };
    expect(shownChange(R2, aFigure(56, 70, 2), earlier)).toBeNull();
    expect(keyFigure(R2, aFigure(56, 70), false, earlier, earlier, null)).toMatchObject({
      previous: null,
      yearAgo: null,
      yearAgoValue: 0.6,
    });
  });

  it('carries last year’s value only when that may be shown', () => {
    const few = { period: quarter, figure: aFigure(5, 10) };
    expect(keyFigure(R2, aFigure(56, 70), true, few, few, null).yearAgoValue).toBeNull();
  });
});

describe('the parts of a whole that must be withheld', () => {
  it.each([
    [[50, 60, 0], []],
    [
      [50, 60, 4],
      [2, 0],
    ],
    [
      [50, 4, 6],
      [1, 2, 0],
    ],
    [
      [50, 5, 6],
      [1, 2],
    ],
    [[4], [0]],
    [[4, 0, 0], [0]],
  ])('of %j are those at %j', (counts, indices) => {
    expect([...withheldParts(counts)]).toEqual(indices);
  });

  it('never leave a hidden few to be found by subtraction while there is something to hide them behind', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 8 }), (counts) => {
        const withheld = withheldParts(counts);
        counts.forEach((n, index) => {
          if (n >= 1 && n < MINIMUM.shown) expect(withheld.has(index)).toBe(true);
          if (n === 0) expect(withheld.has(index)).toBe(false);
        });
        const shown = counts.filter((n, index) => n > 0 && !withheld.has(index));
        const hidden = [...withheld].reduce((sum, index) => sum + counts[index]!, 0);
        if (withheld.size > 0 && shown.length > 0) {
          expect(withheld.size).toBeGreaterThanOrEqual(2);
          expect(hidden).toBeGreaterThanOrEqual(MINIMUM.shown);
        }
      }),
    );
  });
});
