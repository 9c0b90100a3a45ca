import {
  addDays,
  addMonthsToStart,
  isoWeekStart,
  isLocalDate,
  monthStart,
  quarterStart,
  yearStart,
  daysBetween,
} from './local-date.ts';
import type { LocalDate } from './local-date.ts';

export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'year', 'rolling'] as const;
/** `rolling`: twelve whole months, ending with any month. */
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** One period of the calendar. `first` and `last` are both inside it. */
export interface Period {
  readonly kind: PeriodKind;
  /** '2026-09-03', '2026-W07' (ISO week), '2026-09', '2026-Q3', '2026' or '2026-09-R12' (twelve months to September): its name. */
  readonly key: string;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** The period of a kind that holds the date; of rolling years the one that ends with its month. */
export function periodOf(kind: PeriodKind, date: LocalDate): Period {
  if (kind === 'rolling') return rollingFrom(addMonthsToStart(monthStart(date), -11));
  const first = firstDayOf(kind, date);
  return { kind, key: keyOf(kind, first), first, last: addDays(firstDayOfNext(kind, first), -1) };
}

/** The key of the period of a kind that holds the date, such as '2026-Q3'. */
export function periodKey(kind: PeriodKind, date: LocalDate): string {
  return kind === 'rolling' ? periodOf(kind, date).key : keyOf(kind, firstDayOf(kind, date));
}

/** The rolling year that begins on the first of a month. */
export function rollingFrom(first: LocalDate): Period {
  const end = addMonthsToStart(first, 12);
  const key = `${addDays(end, -1).slice(0, 7)}-R12`;
  return { kind: 'rolling', key, first, last: addDays(end, -1) };
}

/** First and last day of the period of a kind that holds the date. */
export function periodBounds(kind: PeriodKind, date: LocalDate): { first: LocalDate; last: LocalDate } {
  const { first, last } = periodOf(kind, date);
  return { first, last };
}

/**
 * The period that a key names; null for a text that names none ('2026-Q5', '2021-W53'), and in 9999, the calendar's last
 * year, whose periods have no end that could be reckoned from the next one's beginning.
 */
export function periodOfKey(key: string): Period | null {
  if (key.startsWith('9999')) return null;
  const shape = shapes.find(({ pattern }) => pattern.test(key));
  if (shape === undefined) return null;
  const date = shape.someDay(key);
  if (date === null) return null;
  const period = periodOf(shape.kind, date);
  return period.key === key ? period : null;
}

/** The period that begins a step later: a day, week, month, quarter or year; for rolling years a month. */
export function nextPeriod(period: Period): Period {
  if (period.kind === 'rolling') return rollingFrom(addMonthsToStart(period.first, 1));
  return periodOf(period.kind, firstDayOfNext(period.kind, period.first));
}

/** The period just before, for 环比: it has no day in common with this one, so that of a rolling year is twelve months earlier. */
export function previousPeriod(period: Period): Period {
  if (period.kind === 'rolling') return rollingFrom(addMonthsToStart(period.first, -12));
  return periodOf(period.kind, addDays(period.first, -1));
}

/** The same period a year earlier, for 同比; null for a 29 February or a week 53 that the year before did not have. */
export function yearAgoPeriod(period: Period): Period | null {
  const year = Number(period.key.slice(0, 4)) - 1;
  return periodOfKey(String(year).padStart(4, '0') + period.key.slice(4));
}

/** Those of which each day has exactly one. */
type CalendarKind = Exclude<PeriodKind, 'rolling'>;

function firstDayOf(kind: CalendarKind, date: LocalDate): LocalDate {
  switch (kind) {
    case 'day':
      return addDays(date, 0);
    case 'week':
      return isoWeekStart(date);
    case 'month':
      return monthStart(date);
    case 'quarter':
      return quarterStart(date);
    case 'year':
      return yearStart(date);
  }
}

function firstDayOfNext(kind: CalendarKind, first: LocalDate): LocalDate {
  switch (kind) {
    case 'day':
      return addDays(first, 1);
    case 'week':
      return addDays(first, 7);
    case 'month':
      return addMonthsToStart(first, 1);
    case 'quarter':
      return addMonthsToStart(first, 3);
    case 'year':
      return addMonthsToStart(first, 12);
  }
}

function keyOf(kind: CalendarKind, first: LocalDate): string {
  switch (kind) {
    case 'day':
      return first;
    case 'week':
      return weekKey(first);
    case 'month':
      return first.slice(0, 7);
    case 'quarter':
      return `${first.slice(0, 4)}-Q${Math.ceil(Number(first.slice(5, 7)) / 3)}`;
    case 'year':
      return first.slice(0, 4);
  }
}

/** A week belongs to the year of its Thursday; week 1 holds the year's first Thursday (ISO 8601). */
function weekKey(monday: LocalDate): string {
  const thursday = addDays(monday, 3);
  const week = Math.floor(daysBetween(yearStart(thursday), thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

interface KeyShape {
  readonly kind: PeriodKind;
  readonly pattern: RegExp;
  /** Some day that lies in the period if the key is right; the caller checks that it is. */
  readonly someDay: (key: string) => LocalDate | null;
}

const real = (text: string): LocalDate | null => (isLocalDate(text) ? text : null);

const shapes: readonly KeyShape[] = [
  { kind: 'day', pattern: /^\d{4}-\d{2}-\d{2}$/, someDay: real },
  { kind: 'month', pattern: /^\d{4}-\d{2}$/, someDay: (key) => real(`${key}-01`) },
  { kind: 'year', pattern: /^\d{4}$/, someDay: (key) => real(`${key}-01-01`) },
  { kind: 'rolling', pattern: /^\d{4}-\d{2}-R12$/, someDay: (key) => real(`${key.slice(0, 7)}-01`) },
  {
    kind: 'quarter',
    pattern: /^\d{4}-Q[1-4]$/,
    someDay: (key) => real(`${key.slice(0, 4)}-${String(Number(key.slice(6)) * 3).padStart(2, '0')}-01`),
  },
  {
    kind: 'week',
    pattern: /^\d{4}-W\d{2}$/,
    // 4 January is always in week 1.
    someDay: (key) => {
      const inWeekOne = real(`${key.slice(0, 4)}-01-04`);
      return inWeekOne === null ? null : addDays(inWeekOne, 7 * (Number(key.slice(6)) - 1));
    },
  },
];
