import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarOf2024 } from './arrangement-2024.sample.ts';
import { addToDuration, dueInstant } from './clock.ts';
import type { Duration, Pause } from './clock.ts';
import { addDays } from './local-date.ts';
import { addWorkingDays } from './working-days.ts';
import { endOfLocalDay, localDateOf, startOfLocalDay } from './zone.ts';

const hour = 3_600_000;
/** Local time in China. */
const at = (text: string): number => Date.parse(`${text}+08:00`);
const days = (amount: number): Duration => ({ unit: 'working_day', amount });
const due = (duration: Duration, start: string, ...pauses: [string, string | null][]): string => {
  const spans = pauses.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) }));
  const instant = dueInstant(duration, at(start), spans, calendarOf2024);
  return new Date(instant + 8 * hour).toISOString().slice(0, -1);
};

const origin = at('2024-01-08T00:00');
const minute = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => origin + minutes * 60_000);
const start = fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minutes) => origin + minutes * 60_000);
const pause = fc.tuple(minute, minute).map(([a, b]): Pause => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const pauses = fc.array(pause, { maxLength: 4 });
const duration = fc.record({
  unit: fc.constantFrom('working_day' as const, 'calendar_day' as const, 'hour' as const),
  amount: fc.nat({ max: 20 }),
});

/** The same reckoned backwards: of all days in order, the first that has enough running days behind it and runs at its end. */
function byListing({ unit, amount }: Duration, from: number, stops: readonly Pause[]): string {
  const runsAt = (instant: number) =>
    !stops.some((stop) => Math.max(stop.from, from) < instant && stop.to !== null && instant <= stop.to);
  const first = localDateOf(from);
  const ofUnit = (day: string) => unit === 'calendar_day' || calendarOf2024.isWorkingDay(day);
  const days = Array.from({ length: 200 }, (_, index) => addDays(first, index));
  const running = (until: number) =>
    days.slice(1, until + 1).filter((day) => ofUnit(day) && runsAt(startOfLocalDay(day)));
  return days.find(
    (day, index) =>
      (ofUnit(day) || (index === 0 && amount === 0)) &&
      running(index).length >= amount &&
      runsAt(endOfLocalDay(day) + 1),
  )!;
}

describe('a clock without a pause', () => {
  it('ends with the last millisecond of the due day, the day of the start being day 0', () => {
    expect(due(days(1), '2024-02-09T00:00:00')).toBe('2024-02-18T23:59:59.999');
    expect(due(days(1), '2024-02-09T23:59:59')).toBe('2024-02-18T23:59:59.999');
    expect(due(days(1), '2024-02-10T00:00:00')).toBe('2024-02-18T23:59:59.999');
    expect(due(days(5), '2024-04-30T09:00:00')).toBe('2024-05-10T23:59:59.999');
    expect(due({ unit: 'calendar_day', amount: 15 }, '2024-02-09T09:00:00')).toBe('2024-02-24T23:59:59.999');
    expect(due(days(0), '2024-02-10T09:00:00')).toBe('2024-02-10T23:59:59.999');
  });

  it('runs hours to the millisecond', () => {
    expect(due({ unit: 'hour', amount: 24 }, '2024-02-09T09:00:00.001')).toBe('2024-02-10T09:00:00.001');
    expect(due({ unit: 'hour', amount: 0.5 }, '2024-02-09T09:00:00')).toBe('2024-02-09T09:30:00.000');
  });

  it('is plain addition of days', () => {
    fc.assert(
      fc.property(start, fc.nat({ max: 60 }), (from, amount) => {
        const plain = dueInstant(days(amount), from, [], calendarOf2024);
        expect(plain).toBe(endOfLocalDay(addWorkingDays(calendarOf2024, localDateOf(from), amount)));
        const calendarDays = dueInstant({ unit: 'calendar_day', amount }, from, [], calendarOf2024);
        expect(calendarDays).toBe(endOfLocalDay(addDays(localDateOf(from), amount)));
        expect(dueInstant({ unit: 'hour', amount }, from, [], calendarOf2024)).toBe(from + amount * hour);
      }),
    );
  });

  it('keeps to the zone it is given, over the change to summer time', () => {
    const from = Date.parse('2024-03-09T17:00:00Z');
    const end = dueInstant({ unit: 'calendar_day', amount: 1 }, from, [], calendarOf2024, 'America/New_York');
    expect(new Date(end).toISOString()).toBe('2024-03-11T03:59:59.999Z');
  });
});

describe('a clock with pauses', () => {
  it('loses the days after the one it stopped on, up to the one it went on: Tuesday to Thursday costs two', () => {
    expect(due(days(5), '2024-03-04T09:00', ['2024-03-05T10:00', '2024-03-07T16:00'])).toBe(
      '2024-03-13T23:59:59.999',
    );
  });

  it('loses nothing by a pause within one day, or over a free weekend, or after the due day', () => {
    const plain = due(days(5), '2024-03-04T09:00');
    expect(plain).toBe('2024-03-11T23:59:59.999');
    expect(due(days(5), '2024-03-04T09:00', ['2024-03-05T10:00', '2024-03-05T23:59'])).toBe(plain);
    expect(due(days(5), '2024-03-04T09:00', ['2024-03-08T10:00', '2024-03-10T16:00'])).toBe(plain);
    expect(due(days(5), '2024-03-04T09:00', ['2024-03-12T00:00', '2024-03-20T16:00'])).toBe(plain);
  });

  it('does not run out while it stands still, even over a weekend', () => {
    expect(due(days(5), '2024-03-01T09:00', ['2024-03-08T15:00', '2024-03-09T10:00'])).toBe(
      '2024-03-11T23:59:59.999',
    );
    expect(due(days(5), '2024-03-01T09:00', ['2024-03-08T15:00', '2024-03-11T10:00'])).toBe(
      '2024-03-11T23:59:59.999',
    );
  });

  it('counts a day once that two pauses share', () => {
    const twice: [string, string][] = [
      ['2024-03-05T10:00', '2024-03-06T10:00'],
      ['2024-03-06T09:00', '2024-03-06T12:00'],
      ['2024-03-06T15:00', '2024-03-07T10:00'],
    ];
    expect(due(days(5), '2024-03-04T09:00', ...twice)).toBe('2024-03-13T23:59:59.999');
  });

  it('has lost nothing yet by a pause that still lasts', () => {
    expect(due(days(5), '2024-03-04T09:00', ['2024-03-05T10:00', null])).toBe('2024-03-11T23:59:59.999');
  });

  it('adds the paused time to hours exactly, once where pauses overlap', () => {
    const overlapping: [string, string][] = [
      ['2024-03-04T12:00', '2024-03-04T13:00'],
      ['2024-03-04T12:30', '2024-03-04T14:00:00.250'],
      ['2024-03-05T10:00', '2024-03-05T11:00'],
      // Begins at the very instant at which the time runs out.
      ['2024-03-05T12:00:00.250', '2024-03-06T13:00'],
    ];
    expect(due({ unit: 'hour', amount: 24 }, '2024-03-04T09:00', ...overlapping)).toBe(
      '2024-03-05T12:00:00.250',
    );
  });

  it('follows the written rule day by day', () => {
    fc.assert(
      fc.property(duration, start, pauses, (limit, from, stops) => {
        fc.pre(limit.unit !== 'hour');
        expect(localDateOf(dueInstant(limit, from, stops, calendarOf2024))).toBe(
          byListing(limit, from, stops),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is not lengthened twice when one pause ends and the next begins on the same free day', () => {
    const meeting: [string, string][] = [
      ['2024-01-08T09:00', '2024-02-10T00:00'],
      ['2024-02-10T00:01', '2024-02-26T09:00'],
    ];
    const joined: [string, string] = ['2024-01-08T09:00', '2024-02-26T09:00'];
    expect(due(days(0), '2024-01-08T09:00', ...meeting)).toBe(due(days(0), '2024-01-08T09:00', joined));
  });

  it('never ends earlier for one pause more, nor for the end of one that lasted', () => {
    fc.assert(
      fc.property(duration, start, pauses, pause, (limit, from, stops, another) => {
        const without = dueInstant(limit, from, stops, calendarOf2024);
        const withOne = dueInstant(limit, from, [...stops, another], calendarOf2024);
        const open = dueInstant(limit, from, [...stops, { from: another.from, to: null }], calendarOf2024);
        expect(withOne).toBeGreaterThanOrEqual(without);
        expect(withOne).toBeGreaterThanOrEqual(open);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a time limit', () => {
  it('is lengthened in its own unit', () => {
    expect(addToDuration(days(5), 10)).toEqual(days(15));
  });

  it('refuses half days, negative times and pauses that end before they begin', () => {
    expect(() => addToDuration(days(5), -6)).toThrow(RangeError);
    expect(() => due(days(0.5), '2024-03-04T09:00')).toThrow(RangeError);
    expect(() => due(days(1), '2024-03-04T09:00', ['2024-03-06T10:00', '2024-03-05T10:00'])).toThrow(
      RangeError,
    );
    expect(() => dueInstant(days(1), NaN, [], calendarOf2024)).toThrow(RangeError);
  });
});
