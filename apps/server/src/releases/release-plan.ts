import type { LocalDate, Period } from '@huiyin/domain';
import { addDays, addMonthsToStart, monthStart, periodOf, rollingFrom } from '@huiyin/domain';
import type { SpokenPeriod } from './releases.repository.ts';

/** Days after the end of a period until its figures are frozen: what comes late has come, and corrections are few. */
export const SETTLING_DAYS = 15;

/** The local day from which a period is released by itself. */
export const dueDayOf = (period: Period): LocalDate => addDays(period.last, SETTLING_DAYS);

export function monthsOf({ first, last }: Pick<Period, 'first' | 'last'>): LocalDate[] {
  const months: LocalDate[] = [];
  for (let month = monthStart(first); month <= last; month = addMonthsToStart(month, 1)) months.push(month);
  return months;
}

/** The rolling year that ends with a period. */
export const rollingOf = ({ last }: Pick<Period, 'last'>): Period =>
  rollingFrom(addMonthsToStart(monthStart(last), -11));

/**
 * The periods that a first release of a period speaks of: its months that no release has spoken of yet, and every longer
 * period all of whose months have then been spoken of, itself among them. A longer period with a month that is still free
 * to change waits: together they would tell what has changed. A correction speaks of what the corrected edition spoke of.
 */
export function periodsToRelease(period: Period, spoken: readonly SpokenPeriod[]): SpokenPeriod[] {
  const text = ({ kind, start }: SpokenPeriod) => `${kind} ${start}`;
  const known = new Set(spoken.map(text));
  const months = monthsOf(period).map((start) => ({ kind: 'month' as const, start }));
  const frozen = new Set([...known, ...months.map(text)]);
  // The public sees rolling years that end with a quarter; any of the four may hold a month of this period.
  const around = monthsOf(period).flatMap((month) => [
    periodOf('quarter', month),
    periodOf('year', month),
    ...[0, 3, 6, 9, 12].map((later) => rollingOf(periodOf('quarter', addMonthsToStart(month, later)))),
  ]);
  const longer = around
    .filter((one) => monthsOf(one).every((start) => frozen.has(text({ kind: 'month', start }))))
    .map(({ kind, first }) => ({ kind: kind as SpokenPeriod['kind'], start: first }));
  const all = new Map([...months, ...longer].map((one) => [text(one), one]));
  return [...all.values()].filter((one) => !known.has(text(one)));
}

/** How many days back a site that begins to release looks: what is older was public before, or nobody asks for it. */
const REACH_DAYS = 500;

/**
 * The quarters and years that ought to be released by now and are not, oldest first, a quarter before the year that it
 * ends. `known` are the periods with figures.
 */
export function releasesDue(
  known: readonly { readonly kind: string; readonly start: LocalDate }[],
  spoken: readonly SpokenPeriod[],
  today: LocalDate,
): Period[] {
  return known
    .filter(({ kind }) => kind === 'quarter' || kind === 'year')
    .map(({ kind, start }) => periodOf(kind as 'quarter' | 'year', start))
    .filter((period) => dueDayOf(period) <= today && addDays(period.last, REACH_DAYS) >= today)
    .filter(({ kind, first }) => !spoken.some((one) => one.kind === kind && one.start === first))
    .sort((a, b) => (a.last === b.last ? (a.kind === 'quarter' ? -1 : 1) : a.last < b.last ? -1 : 1));
}
