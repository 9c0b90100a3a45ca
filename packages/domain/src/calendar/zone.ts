import { dateOfDayNumber, dayNumber } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

const hour = 3_600_000;
const dayLength = 24 * hour;

/**
 * Zones whose distance from UTC has been fixed since an instant, so that division answers what `Intl` would, a hundred
 * times faster. China gave up summer time in September 1991. A test compares each with `Intl`, day by day.
 */
const fixedZones: ReadonlyMap<string, { readonly since: number; readonly offset: number }> = new Map([
  ['Asia/Shanghai', { since: 694_224_000_000 /* 1992-01-01 UTC */, offset: 8 * hour }],
  ['UTC', { since: -62_135_596_800_000 /* 0001-01-01 */, offset: 0 }],
]);

/** The day that a calendar on the wall of the zone (an IANA name) shows at an instant (milliseconds or Date). */
export function localDateOf(instant: Date | number, zone = 'Asia/Shanghai'): LocalDate {
  return dateOfDayNumber(Math.floor(localMilliseconds(Number(instant), zone) / dayLength));
}

/**
 * The first instant of a local day, in milliseconds.
 *
 * Not always midnight: where clocks go forward at midnight the day begins at one o'clock, where the hour
 * after midnight comes twice the first one counts, and a day that a zone has skipped begins when the next one does.
 */
export function startOfLocalDay(date: LocalDate, zone = 'Asia/Shanghai'): number {
  const midnight = dayNumber(date) * dayLength;
  const candidates = [midnight - dayLength, midnight + dayLength]
    .map((around) => midnight - (localMilliseconds(around, zone) - around))
    .filter((instant) => localMilliseconds(instant, zone) === midnight);
  return candidates.length > 0 ? Math.min(...candidates) : firstInstantAtOrAfter(midnight, zone);
}

/** The last millisecond of a local day. */
export function endOfLocalDay(date: LocalDate, zone = 'Asia/Shanghai'): number {
  return startOfLocalDay(dateOfDayNumber(dayNumber(date) + 1), zone) - 1;
}

/** What the wall clock shows, written as the milliseconds that UTC would need to show the same. */
function localMilliseconds(instant: number, zone: string): number {
  if (!Number.isFinite(instant)) throw new RangeError('Not an instant');
  const fixed = fixedZones.get(zone);
  return fixed !== undefined && instant >= fixed.since
    ? instant + fixed.offset
    : localMillisecondsByIntl(instant, zone);
}

/** The same, always by the zone tables of the runtime; RangeError for a zone it does not know. For zone.test.ts too. */
export function localMillisecondsByIntl(instant: number, zone: string): number {
  const field: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) field[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour: hours = 0, minute = 0, second = 0 } = field;
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const withinSecond = ((instant % 1000) + 1000) % 1000;
  return dayNumber(date) * dayLength + hours * hour + minute * 60_000 + second * 1000 + withinSecond;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times as much as using one. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** The instant at which the wall clock jumps over `midnight`, by bisection; no zone jumps twice within three days. */
function firstInstantAtOrAfter(midnight: number, zone: string): number {
  let before = midnight - 1.5 * dayLength;
  let after = midnight + 1.5 * dayLength;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localMilliseconds(middle, zone) >= midnight) after = middle;
    else before = middle;
  }
  return after;
}
