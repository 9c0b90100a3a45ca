import { addDays } from './local-date.ts';
import type { LocalDate } from './local-date.ts';
import { addWorkingDays } from './working-days.ts';
import type { WorkingCalendar } from './working-days.ts';
import { endOfLocalDay, localDateOf, startOfLocalDay } from './zone.ts';

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
  const isDayOfUnit = duration.unit === 'calendar_day' ? () => true : calendar.isWorkingDay;
  const first = localDateOf(start, zone);
  const day =
    spans.length > 0
      ? dueByWalking(duration.amount, first, spans, isDayOfUnit, zone)
      : duration.unit === 'calendar_day'
        ? addDays(first, duration.amount)
        : addWorkingDays(calendar, first, duration.amount);
  return endOfLocalDay(day, zone);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function dueByHours(amount: number, start: number, spans: readonly Span[]): number {
  let due = start + Math.round(amount * 3_600_000);
  for (const { from, to } of spans) {
    if (from >= due) break;
    due += to - from;
  }
  return due;
}

/**
 * The rule as it is written, day by day. Jumping over whole pauses would be quicker, but a pause that ends on a free day,
 * on which the next one begins, then needs cases of its own; few letters are paused, and their limits are short.
 */
function dueByWalking(
  amount: number,
  first: LocalDate,
  spans: readonly Span[],
  isDayOfUnit: (date: LocalDate) => boolean,
  zone: string,
): LocalDate {
  const standsStillAt = (instant: number) => spans.some(({ from, to }) => from < instant && instant <= to);
  let counted = 0;
  for (let day = first; ; day = addDays(day, 1)) {
    const counts = isDayOfUnit(day);
    if (day !== first && counts && !standsStillAt(startOfLocalDay(day, zone))) counted += 1;
    const mayEnd = counts || (day === first && amount === 0);
    if (mayEnd && counted >= amount && !standsStillAt(endOfLocalDay(day, zone) + 1)) return day;
  }
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
