import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dateOfDayNumber } from './local-date.ts';
import {
  nextPeriod,
  periodBounds,
  periodKey,
  periodOf,
  periodOfKey,
  previousPeriod,
  rollingFrom,
  yearAgoPeriod,
} from './period.ts';
import type { PeriodKind } from './period.ts';

/** Those of which each day has exactly one. */
const kinds: PeriodKind[] = ['day', 'week', 'month', 'quarter', 'year'];
const date = fc.integer({ min: -200_000, max: 200_000 }).map(dateOfDayNumber);

describe('periods', () => {
  it.each([
    ['day', '2026-09-03', '2026-09-03', '2026-09-03', '2026-09-03'],
    ['week', '2026-02-15', '2026-W07', '2026-02-09', '2026-02-15'],
    ['week', '2021-01-03', '2020-W53', '2020-12-28', '2021-01-03'],
    ['week', '2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
    ['month', '2024-02-10', '2024-02', '2024-02-01', '2024-02-29'],
    ['quarter', '2026-09-30', '2026-Q3', '2026-07-01', '2026-09-30'],
    ['year', '2026-12-31', '2026', '2026-01-01', '2026-12-31'],
    ['rolling', '2026-09-03', '2026-09-R12', '2025-10-01', '2026-09-30'],
    ['rolling', '2024-02-29', '2024-02-R12', '2023-03-01', '2024-02-29'],
  ] as const)('of kind %s around %s is %s, %s to %s', (kind, day, key, first, last) => {
    expect(periodOf(kind, day)).toEqual({ kind, key, first, last });
    expect(periodKey(kind, day)).toBe(key);
    expect(periodBounds(kind, day)).toEqual({ first, last });
  });

  it('holds its day, is named by its key, and touches the next one without a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), date, (kind, day) => {
        const period = periodOf(kind, day);
        expect(period.first <= day && day <= period.last).toBe(true);
        expect(periodOfKey(period.key)).toEqual(period);
        const next = nextPeriod(period);
        expect(next.first).toBe(addDays(period.last, 1));
        expect(previousPeriod(next)).toEqual(period);
      }),
    );
  });

  it('of twelve months begin with every month, and the one before has no day in common', () => {
    fc.assert(
      fc.property(date, (day) => {
        const period = periodOf('rolling', day);
        expect(periodOfKey(period.key)).toEqual(period);
        expect(rollingFrom(period.first)).toEqual(period);
        expect(nextPeriod(period).last).toBe(periodOf('month', addDays(period.last, 1)).last);
        expect(previousPeriod(period).last).toBe(addDays(period.first, -1));
        expect(yearAgoPeriod(period)).toEqual(previousPeriod(period));
      }),
    );
  });

  it('has the same period a year ago, except for a leap day or a week 53 that was not there', () => {
    const ago = (key: string) => {
      const period = periodOfKey(key);
      return period === null ? 'no period' : (yearAgoPeriod(period)?.key ?? null);
    };
    expect(ago('2026-Q3')).toBe('2025-Q3');
    expect(ago('2026-02')).toBe('2025-02');
    expect(ago('2026')).toBe('2025');
    expect(ago('2024-02-29')).toBeNull();
    expect(ago('2020-W53')).toBeNull();
    expect(ago('2021-W07')).toBe('2020-W07');
    expect(ago('0001')).toBeNull();
  });

  it.each([
    '2026-Q5',
    '2026-Q0',
    '2021-W53',
    '2026-W00',
    '2026-13',
    '2026-02-30',
    '26',
    '',
    '2026-q3',
    '0000',
    '9999',
    '9999-Q4',
    '9999-12',
    '9999-12-31',
    '9999-W52',
    '2026-13-R12',
    '2026-09-R11',
    '2026-Q3-R12',
  ])('does not take "%s" for a key', (key) => {
    expect(periodOfKey(key)).toBeNull();
  });
});
