import { describe, expect, it } from '@jest/globals';
import { indicatorOf } from '@huiyin/domain';
import fc from 'fast-check';
import type { StoredFigure } from './presenting.ts';
import { keyFigure, shownChange, shownFigure } from './presenting.ts';

const R2 = indicatorOf('R2')!;
const aFigure = (onTime: number, due: number, systemVersion = 1): StoredFigure => {
  const sums = { reply_due: due, reply_on_time: onTime };
  return { ...R2.reading(sums)!, sums, withheld: false, systemVersion };
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

  it('says that a new version of the indicator system came in between, and is not told while a period runs', () => {
    const earlier = { period: quarter, figure: aFigure(48, 80) };
    expect(shownChange(R2, aFigure(56, 70, 2), earlier)).toMatchObject({ seriesBreak: true });
    expect(shownChange(R2, aFigure(56, 70), earlier)).toMatchObject({ seriesBreak: false });
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
