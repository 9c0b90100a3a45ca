import { dateOfDayNumber, dayNumber, weekdayOfNumber, yearOf } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

/** One day on which the official arrangement differs from Monday to Friday: a holiday, or a weekend that is worked (调休). */
export interface CalendarException {
  readonly day: LocalDate;
  readonly working: boolean;
}

/**
 * Which days are worked: Monday to Friday, with the exceptions of the official holiday arrangement.
 *
 * A year that is not covered falls back to Monday to Friday, which gets every public holiday wrong; so ask `covers` and warn.
 */
export interface WorkingCalendar {
  readonly isWorkingDay: (date: LocalDate) => boolean;
  /** True when the year's official arrangement has been entered. */
  readonly covers: (year: number) => boolean;
  /** Working days up to and including a day number, from an arbitrary start: two of them subtract. */
  readonly workedUntil: (dayNumber: number) => number;
}

/**
 * A calendar from its exceptions (any order; an exception that says what the weekday says anyway is allowed, the same day
 * twice must agree) and the years that they cover.
 */
export function buildCalendar(
  exceptions: Iterable<CalendarException>,
  coveredYears: Iterable<number>,
): WorkingCalendar {
  const covered = new Set(coveredYears);
  const stated = new Map<number, boolean>();
  for (const { day, working } of exceptions) {
    const number = dayNumber(day);
    if ((stated.get(number) ?? working) !== working) throw new RangeError(`${day} is both worked and free`);
    stated.set(number, working);
  }
  const deviations = [...stated]
    .filter(([number, working]) => working !== isWeekday(number))
    .sort((a, b) => a[0] - b[0]);
  const deviationDays = deviations.map(([number]) => number);
  const balance = [0];
  deviations.forEach(([, working], index) => balance.push((balance[index] as number) + (working ? 1 : -1)));

  return {
    isWorkingDay: (date) => {
      const number = dayNumber(date);
      return stated.get(number) ?? isWeekday(number);
    },
    covers: (year) => covered.has(year),
    workedUntil: (number) => weekdaysUntil(number) + (balance[countUntil(deviationDays, number)] as number),
  };
}

/**
 * The `amount`-th working day after `start`, which is day 0 whether it is worked or not; `start` itself for 0.
 * Worked: 2024-02-09 + 1 = 2024-02-18, a Sunday that was worked after the Spring Festival.
 */
export function addWorkingDays(calendar: WorkingCalendar, start: LocalDate, amount: number): LocalDate {
  if (!(Number.isSafeInteger(amount) && amount >= 0))
    throw new RangeError(`Not a number of working days: ${amount}`);
  if (amount === 0) return start;
  const origin = dayNumber(start);
  const wanted = calendar.workedUntil(origin) + amount;
  let before = origin;
  let reach = amount + 7;
  while (calendar.workedUntil(origin + reach) < wanted) reach *= 2;
  let found = origin + reach;
  while (found - before > 1) {
    const middle = Math.floor((before + found) / 2);
    if (calendar.workedUntil(middle) >= wanted) found = middle;
    else before = middle;
  }
  return dateOfDayNumber(found);
}

/**
 * Working days after `from` up to and including `to`; negative when `to` is earlier. O(log of the exceptions), since a rebuild
 * of the tallies asks it for every letter.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number {
  return calendar.workedUntil(dayNumber(to)) - calendar.workedUntil(dayNumber(from));
}

/** Working days in a calendar year. Worked: 251 in 2024. */
export function workingDaysInYear(calendar: WorkingCalendar, year: number): number {
  const newYear = String(year).padStart(4, '0');
  return (
    calendar.workedUntil(dayNumber(`${newYear}-12-31`)) -
    calendar.workedUntil(dayNumber(`${newYear}-01-01`) - 1)
  );
}

/** The years that a stretch of days touches and that the calendar does not cover: what to warn about. */
export function uncoveredYears(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number[] {
  const years: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.covers(year)) years.push(year);
  return years;
}

function isWeekday(number: number): boolean {
  return weekdayOfNumber(number) <= 5;
}

/** Mondays to Fridays up to and including a day, counted from the Monday 1969-12-29. */
function weekdaysUntil(number: number): number {
  const days = number + 4;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7, 5);
}

/** How many of the rising `days` are not after `number`. */
function countUntil(days: readonly number[], number: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}
