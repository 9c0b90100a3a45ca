import { describe, expect, it } from '@jest/globals';
import type { FigurePeriod } from './periods.ts';
import {
  chartedPeriods,
  figurePeriodOf,
  keyOfPeriod,
  openingPeriod,
  periodBefore,
  periodYearAgo,
  shownPeriod,
} from './periods.ts';

const periods = (...keys: string[]): FigurePeriod[] => keys.map((key) => figurePeriodOf(key)!);
const opens = (today: string, ...keys: string[]) => {
  const period = openingPeriod(periods(...keys), today);
  return period === null ? null : keyOfPeriod(period);
};

describe('a period of figures', () => {
  it.each([
    ['2025-Q3', '2025-09-30', false],
    ['2025-Q3', '2025-10-01', true],
    ['2024-02', '2024-02-29', false],
    ['2024-02', '2024-03-01', true],
    ['2025', '2025-12-31', false],
  ])('%s seen on %s is complete: %s', (key, today, complete) => {
    expect(shownPeriod(figurePeriodOf(key)!, today)).toMatchObject({ key, complete });
  });

  it('knows the one before and the same a year ago', () => {
    const [quarter, january] = periods('2025-Q1', '2025-01');
    expect(
      [periodBefore(quarter!), periodYearAgo(quarter!), periodBefore(january!)].map(keyOfPeriod),
    ).toEqual(['2024-Q4', '2024-Q1', '2024-12']);
  });

  it.each(['2025-W07', '2025-01-01', '2025-Q5', '2025-13', '', '2025-q1', '1999-Q4', '9999'])(
    'is not %s',
    (key) => {
      expect(figurePeriodOf(key)).toBeNull();
    },
  );
});

describe('the period that a page opens with', () => {
  it('is the latest complete quarter, even when a later month is complete', () => {
    expect(opens('2025-11-21', '2025-Q2', '2025-Q3', '2025-Q4', '2025-10', '2025')).toBe('2025-Q3');
  });

  it('is else the latest complete month, else the quarter that runs', () => {
    expect(opens('2025-11-21', '2025-Q4', '2025-10', '2025-11', '2025')).toBe('2025-10');
    expect(opens('2025-11-21', '2025-Q4', '2025-11', '2025')).toBe('2025-Q4');
    expect(opens('2025-11-21')).toBeNull();
  });
});

describe('the periods of a chart', () => {
  it('run without gaps from the first to the last that is known', () => {
    expect(chartedPeriods(periods('2025-Q3', '2024-Q4', '2025-07'), 'quarter').map(keyOfPeriod)).toEqual([
      '2024-Q4',
      '2025-Q1',
      '2025-Q2',
      '2025-Q3',
    ]);
  });

  it('are no more than a chart can bear', () => {
    expect(chartedPeriods(periods('2016-01', '2025-10'), 'month').map(keyOfPeriod)).toHaveLength(25);
    expect(chartedPeriods(periods('2016-01', '2025-10'), 'month').at(-1)).toEqual({
      kind: 'month',
      start: '2025-10-01',
    });
    expect(chartedPeriods([], 'month')).toEqual([]);
  });
});
