import type { LocalDate, WorkingCalendar } from '@huiyin/domain';
import {
  addDays,
  addWorkingDays,
  daysBetween,
  endOfLocalDay,
  isoWeekday,
  periodOf,
  previousPeriod,
  startOfLocalDay,
} from '@huiyin/domain';
import type { Chance } from '../chance.ts';

/** One day of the demonstration: how busy it is at the counters and online, where 1 is an ordinary working day. */
export interface DemoDay {
  readonly date: LocalDate;
  /** YYYYMMDD, as it stands in case numbers. */
  readonly stamp: string;
  /** The first millisecond of the local day. */
  readonly startsAt: number;
  readonly working: boolean;
  /** Calendar month, 0–11. */
  readonly month: number;
  /** How far the demonstration has come: 0 on its first day, 1 on its last. */
  readonly progress: number;
  /** In the last complete quarter, or after it. */
  readonly isLatest: boolean;
  readonly counter: number;
  readonly online: number;
  /** The last millisecond in which a case of this day may still be rated. */
  readonly rateableUntil: number;
}

export interface DemoTime {
  readonly from: LocalDate;
  /** The first day of which nothing is told any more: today. */
  readonly until: LocalDate;
  readonly calendar: WorkingCalendar;
  readonly zone: string;
}

const BY_WEEKDAY = [1.16, 1.04, 1, 0.98, 0.88, 0.95, 0.9] as const;
const LATE_RATING_WORKING_DAYS = 5;
/** A run of free days that people plan around; a weekend is no such thing. */
const LONG_BREAK_DAYS = 5;

/** Every day from `from` to the day before `until`, with what week, holidays and growth do to it. */
export function rhythmOf({ from, until, calendar, zone }: DemoTime): readonly DemoDay[] {
  const length = daysBetween(from, until);
  const latest = previousPeriod(periodOf('quarter', until)).first;
  return Array.from({ length }, (_, index): DemoDay => {
    const date = addDays(from, index);
    const working = calendar.isWorkingDay(date);
    const rush = working ? rushOf(date, calendar) : 1;
    const week = BY_WEEKDAY[isoWeekday(date) - 1] ?? 1;
    const progress = index / Math.max(1, length - 1);
    const growth = 0.84 + 0.32 * progress;
    return {
      date,
      stamp: date.replaceAll('-', ''),
      startsAt: startOfLocalDay(date, zone),
      working,
      month: Number(date.slice(5, 7)) - 1,
      progress,
      isLatest: date >= latest,
      counter: working ? week * rush * growth : 0,
      online: (working ? week * (0.4 + 0.6 * rush) : 0.42 * week * calmOf(date, calendar)) * growth,
      rateableUntil: endOfLocalDay(addWorkingDays(calendar, date, LATE_RATING_WORKING_DAYS), zone),
    };
  });
}

/** Before a long break the counters empty; after it people come all at once. Strongest around the lunar new year. */
function rushOf(date: LocalDate, calendar: WorkingCalendar): number {
  for (let ahead = 1; ahead <= 9; ahead += 1) {
    const length = breakFrom(addDays(date, ahead), calendar);
    if (length >= LONG_BREAK_DAYS) return 1 - (isLunarNewYear(date) ? 0.55 : 0.2) * (1 - (ahead - 1) / 9);
  }
  for (let back = 1; back <= 9; back += 1) {
    const length = breakUntil(addDays(date, -back), calendar);
    if (length >= LONG_BREAK_DAYS) return 1 + (isLunarNewYear(date) ? 0.8 : 0.42) * (1 - (back - 1) / 9);
  }
  return 1;
}

/** Free days within a long break are quieter than a weekend, also online. */
function calmOf(date: LocalDate, calendar: WorkingCalendar): number {
  let start = date;
  while (!calendar.isWorkingDay(addDays(start, -1)) && daysBetween(start, date) < 12)
    start = addDays(start, -1);
  return breakFrom(start, calendar) >= LONG_BREAK_DAYS ? (isLunarNewYear(date) ? 0.3 : 0.55) : 1;
}

/** The long breaks of January and February are those of the lunar new year. */
const isLunarNewYear = (date: LocalDate): boolean => date.slice(5, 7) <= '03';

/** How many free days begin on this day, when the day before is worked. */
function breakFrom(date: LocalDate, calendar: WorkingCalendar): number {
  if (!calendar.isWorkingDay(addDays(date, -1))) return 0;
  let length = 0;
  while (length < 12 && !calendar.isWorkingDay(addDays(date, length))) length += 1;
  return length;
}

/** How many free days end on this day, when the day after is worked. */
function breakUntil(date: LocalDate, calendar: WorkingCalendar): number {
  if (!calendar.isWorkingDay(addDays(date, 1))) return 0;
  let length = 0;
  while (length < 12 && !calendar.isWorkingDay(addDays(date, -length))) length += 1;
  return length;
}

const HOUR = 3_600_000;
const within = (low: number, time: number, high: number): boolean => time >= low && time <= high;

/** A time of day at a counter, in milliseconds since midnight: 8:40–11:58 or 13:32–17:28, with a peak in each half. */
export function counterTime(chance: Chance): number {
  for (;;) {
    const morning = chance.happens(0.56);
    const time = (morning ? chance.normal(10.1, 0.8) : chance.normal(15.2, 0.95)) * HOUR;
    const open = morning ? within(8.67 * HOUR, time, 11.97 * HOUR) : within(13.53 * HOUR, time, 17.47 * HOUR);
    if (open) return Math.floor(time);
  }
}

const ONLINE_PEAKS = [
  [10.2, 36],
  [15.4, 28],
  [20.7, 30],
  [13, 6],
] as const;

/** A time of day online: mid-morning, afternoon, and after the evening meal. */
export function onlineTime(chance: Chance): number {
  for (;;) {
    const peak = chance.weighted(ONLINE_PEAKS);
    const time = chance.normal(peak, peak === 13 ? 5 : 1.5) * HOUR;
    if (within(0, time, 24 * HOUR - 1)) return Math.floor(time);
  }
}

/** A moment at which an office writes, on a working day: 9:00–11:50 or 14:00–17:20. */
export function deskTime(chance: Chance): number {
  return Math.floor(
    chance.happens(0.5) ? chance.between(9 * HOUR, 11.83 * HOUR) : chance.between(14 * HOUR, 17.33 * HOUR),
  );
}
