import type { Period } from '@huiyin/contract';
import type { LocalDate, Period as CalendarPeriod } from '@huiyin/domain';
import {
  addMonthsToStart,
  periodOf,
  periodOfKey,
  previousPeriod,
  rollingFrom,
  yearAgoPeriod,
  yearOf,
} from '@huiyin/domain';
import type { StoredPeriodKind } from './scope-period.ts';

/** A period that figures are kept for. */
export interface FigurePeriod {
  readonly kind: StoredPeriodKind;
  readonly start: LocalDate;
}

const KINDS: readonly string[] = ['month', 'quarter', 'year', 'rolling'];

/** The import takes no older facts, so there are no older figures; and each period can be compared with the year before. */
const FIRST_YEAR = 2000;

/** The calendar's own period. */
const calendarPeriod = ({ kind, start }: FigurePeriod): CalendarPeriod =>
  kind === 'rolling' ? rollingFrom(start) : periodOf(kind, start);

/** As it is shown. It is complete once its last day is over: until then what falls due on it is not counted. */
export function shownPeriod(period: FigurePeriod, today: LocalDate): Period {
  const { kind, key, first, last } = calendarPeriod(period) as CalendarPeriod & FigurePeriod;
  return { kind, key, start: first, end: last, complete: last < today };
}

/** The period of a key such as 2026-Q3; null for a key that names none, a day or week, or a time before any figure. */
export function figurePeriodOf(key: string): FigurePeriod | null {
  const period = periodOfKey(key);
  return period === null || yearOf(period.first) < FIRST_YEAR ? null : figurePeriod(period);
}

export const keyOfPeriod = (period: FigurePeriod): string => calendarPeriod(period).key;

/** 环比: the period before. */
export const periodBefore = (period: FigurePeriod): FigurePeriod =>
  figurePeriod(previousPeriod(calendarPeriod(period)))!;

/** 同比: the same period a year before. */
export const periodYearAgo = (period: FigurePeriod): FigurePeriod =>
  figurePeriod(yearAgoPeriod(calendarPeriod(period))!)!;

export const isSamePeriod = (a: FigurePeriod, b: FigurePeriod): boolean =>
  a.kind === b.kind && a.start === b.start;

/** Newest first; of periods that begin on the same day the longer one first. */
export const newestFirst = (a: FigurePeriod, b: FigurePeriod): number =>
  a.start === b.start ? KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind) : a.start < b.start ? 1 : -1;

/**
 * Which of the periods with figures a page opens with: the latest complete quarter, else the latest complete month,
 * else the latest quarter that still runs; null without any.
 */
export function openingPeriod(known: readonly FigurePeriod[], today: LocalDate): FigurePeriod | null {
  const sorted = [...known].sort(newestFirst);
  const complete = sorted.filter((period) => shownPeriod(period, today).complete);
  return (
    complete.find(({ kind }) => kind === 'quarter') ??
    complete.find(({ kind }) => kind === 'month') ??
    sorted.find(({ kind }) => kind === 'quarter') ??
    sorted[0] ??
    null
  );
}

/** The latest complete rolling year with figures, which scores rest on best; else what a page opens with. */
export function latestYear(known: readonly FigurePeriod[], today: LocalDate): FigurePeriod | null {
  const years = known.filter((period) => period.kind === 'rolling' && shownPeriod(period, today).complete);
  return years.sort(newestFirst)[0] ?? openingPeriod(known, today);
}

/** How far back a chart over time goes. */
const POINTS: Readonly<Record<StoredPeriodKind, number>> = {
  month: 25,
  quarter: 13,
  year: 10,
  rolling: 25,
};

/** The periods of a chart over time: those of one kind up to the newest known, without gaps, oldest first. */
export function chartedPeriods(known: readonly FigurePeriod[], kind: StoredPeriodKind): FigurePeriod[] {
  const starts = known
    .filter((period) => period.kind === kind)
    .map(({ start }) => start)
    .sort();
  const [oldest, newest] = [starts[0], starts.at(-1)];
  if (oldest === undefined || newest === undefined) return [];
  const charted: FigurePeriod[] = [];
  for (
    let period: FigurePeriod = { kind, start: newest };
    period.start >= oldest && charted.length < POINTS[kind];
    period = kind === 'rolling' ? { kind, start: addMonthsToStart(period.start, -1) } : periodBefore(period)
  ) {
    charted.unshift(period);
  }
  return charted;
}

function figurePeriod({ kind, first }: CalendarPeriod): FigurePeriod | null {
  return KINDS.includes(kind) ? { kind: kind as StoredPeriodKind, start: first } : null;
}
