import { addDays, daysBetween } from './local-date.ts';
import type { LocalDate } from './local-date.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';
import type { WorkingCalendar } from './working-days.ts';
import { endOfLocalDay, localDateOf } from './zone.ts';

export type DurationUnit = 'working_day' | 'calendar_day' | 'hour';

/** A time limit. Days are whole numbers; hours may have fractions. Neither is negative. */
export interface Duration {
  readonly unit: DurationUnit;
  readonly amount: number;
}

/** A time during which a clock stands still, in milliseconds; `to` is null while it lasts. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

/** The same limit, longer by `amount` of its own unit. */
export function addToDuration(duration: Duration, amount: number): Duration {
  return requireDuration({ unit: duration.unit, amount: duration.amount + amount });
}

/**
 * The instant by which something must have happened (still in time at that very millisecond).
 *
 * Hours run to the millisecond. Days run by local date: the day of the start is day 0 and the answer is the last
 * millisecond of the due day. What pauses do, for days:
 *
 * - A day counts unless the clock stood still as that day began. So the days lost to a pause are those after the day it began,
 *   up to and including the day it ended: the day the clock resumes is a day 0 again, and a pause within one day loses nothing.
 * - A clock does not run out while it stands still: the due day is the first day (of the unit) by which enough days have
 *   counted and at whose end the clock runs.
 * - A pause that begins after the due day comes too late to change it. Overlapping pauses are one.
 * - A pause that still lasts has lost nothing yet. The answer is then the earliest it can become; whoever asks about
 *   a clock that stands still should say so instead of calling it overdue, or pass the present as `to`.
 *
 * No pause ever makes anything due earlier. Worked: 5 working days from Monday, paused from Tuesday to Thursday, end on
 * the Wednesday of the week after.
 */
export function dueInstant(
  duration: Duration,
  start: number,
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
  zone = 'Asia/Shanghai',
): number {
  requireDuration(duration);
  if (!Number.isFinite(start)) throw new RangeError('A clock needs the instant at which it starts');
  const spans = endedSpans(pauses, start);
  if (duration.unit === 'hour') return dueByHours(duration.amount, start, spans);
  const day = dueByDays(
    duration.amount,
    localDateOf(start, zone),
    spans,
    dayArithmetic(duration.unit, calendar),
    zone,
  );
  return endOfLocalDay(day, zone);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface DayArithmetic {
  readonly add: (date: LocalDate, days: number) => LocalDate;
  readonly between: (from: LocalDate, to: LocalDate) => number;
}

function dueByHours(amount: number, start: number, spans: readonly Span[]): number {
  let due = start + Math.round(amount * 3_600_000);
  for (const { from, to } of spans) {
    if (from >= due) break;
    due += to - from;
  }
  return due;
}

function dueByDays(
  amount: number,
  start: LocalDate,
  spans: readonly Span[],
  { add, between }: DayArithmetic,
  zone: string,
): LocalDate {
  let due = add(start, amount);
  let pausedUntil = start;
  for (const span of spans) {
    const dayOf = localDateOf(span.from, zone);
    if (dayOf > due) break;
    const last = localDateOf(span.to, zone);
    // Two pauses may meet within a day, which must not be lost twice.
    const from = dayOf > pausedUntil ? dayOf : pausedUntil;
    if (last <= from) continue;
    due = add(due, between(from, last));
    // The pause ended on a free day after the day on which the limit would have run out: the next day of the unit.
    if (due < last) due = add(last, 1);
    pausedUntil = last;
  }
  return due;
}

function dayArithmetic(unit: 'working_day' | 'calendar_day', calendar: WorkingCalendar): DayArithmetic {
  return unit === 'calendar_day'
    ? { add: addDays, between: daysBetween }
    : {
        add: (date, days) => addWorkingDays(calendar, date, days),
        between: (from, to) => workingDaysBetween(calendar, from, to),
      };
}

/** The ended pauses after `start`, in order, overlapping ones joined. */
function endedSpans(pauses: readonly Pause[], start: number): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of [...pauses].sort((a, b) => a.from - b.from)) {
    if (!Number.isFinite(from) || (to !== null && !(to >= from && to < Infinity))) {
      throw new RangeError(`Not a pause: from ${from} to ${to}`);
    }
    if (to === null || to <= start) continue;
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to)
      spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else spans.push({ from: Math.max(from, start), to });
  }
  return spans;
}

function requireDuration(duration: Duration): Duration {
  const { unit, amount } = duration;
  const fits =
    unit === 'hour' ? amount >= 0 && amount < Infinity : Number.isSafeInteger(amount) && amount >= 0;
  if (!fits) throw new RangeError(`Not a time limit: ${amount} ${unit}`);
  return duration;
}
