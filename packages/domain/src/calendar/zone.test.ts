import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber } from './local-date.ts';
import { endOfLocalDay, localDateOf, localMillisecondsByIntl, startOfLocalDay } from './zone.ts';

const day = 86_400_000;
const instant = (text: string): number => Date.parse(text);
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

describe('local days in a zone', () => {
  it('begin and end at midnight of that zone', () => {
    expect(localDateOf(instant('2024-02-17T15:59:59.999Z'))).toBe('2024-02-17');
    expect(localDateOf(instant('2024-02-17T16:00:00.000Z'))).toBe('2024-02-18');
    expect(localDateOf(new Date('2024-02-17T16:00:00Z'), 'America/New_York')).toBe('2024-02-17');
    expect(iso(startOfLocalDay('2024-02-18'))).toBe('2024-02-17T16:00:00.000Z');
    expect(iso(endOfLocalDay('2024-02-18'))).toBe('2024-02-18T15:59:59.999Z');
  });

  it.each([
    ['America/New_York', '2024-03-10', '2024-03-10T05:00:00.000Z', '2024-03-11T04:00:00.000Z'],
    ['America/New_York', '2024-11-03', '2024-11-03T04:00:00.000Z', '2024-11-04T05:00:00.000Z'],
    ['Europe/Berlin', '2024-03-31', '2024-03-30T23:00:00.000Z', '2024-03-31T22:00:00.000Z'],
    // Clocks went forward at midnight: the day began at one o'clock.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    // Midnight came twice: the day began with the first.
    ['America/Havana', '2023-11-05', '2023-11-05T04:00:00.000Z', '2023-11-06T05:00:00.000Z'],
    // The day was skipped on the way over the date line.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
    ['Asia/Kathmandu', '2024-01-01', '2023-12-31T18:15:00.000Z', '2024-01-01T18:15:00.000Z'],
    // China had summer time until 1991.
    ['Asia/Shanghai', '1988-07-01', '1988-06-30T15:00:00.000Z', '1988-07-01T15:00:00.000Z'],
  ])('%s %s runs from %s until %s', (zone, date, start, next) => {
    expect(iso(startOfLocalDay(date, zone))).toBe(start);
    expect(iso(endOfLocalDay(date, zone) + 1)).toBe(next);
  });

  it.each([
    ['Asia/Shanghai', 1],
    ['UTC', 9],
  ])('%s: the short way agrees with the zone tables 1985–2100, by steps of %d days', (zone, step) => {
    const last = dayNumber('2100-12-31');
    for (let number = dayNumber('1985-01-01'); number <= last; number += step) {
      const middle = number * day + 17_000_123 + (number % 24) * 3_600_000;
      const local = Math.floor(localMillisecondsByIntl(middle, zone) / day);
      if (localDateOf(middle, zone) !== dateOfDayNumber(local)) throw new Error(`differs at ${iso(middle)}`);
      const midnight = startOfLocalDay(dateOfDayNumber(number), zone);
      if (localMillisecondsByIntl(midnight, zone) < number * day)
        throw new Error(`too early ${iso(midnight)}`);
      if (localMillisecondsByIntl(midnight - 1, zone) >= number * day)
        throw new Error(`too late ${iso(midnight)}`);
    }
    expect(localDateOf(last * day, zone)).toBe('2100-12-31');
  });

  it('follow each other without gap or overlap, wherever clocks are turned', () => {
    const zone = fc.constantFrom(
      'Asia/Shanghai',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Tehran',
    );
    const date = fc
      .integer({ min: dayNumber('1995-01-01'), max: dayNumber('2035-12-31') })
      .map(dateOfDayNumber);
    fc.assert(
      fc.property(zone, date, fc.double({ min: 0, max: 0.999999, noNaN: true }), (where, today, part) => {
        const start = startOfLocalDay(today, where);
        const next = startOfLocalDay(addDays(today, 1), where);
        expect(localDateOf(Math.floor(start + part * (next - start)), where)).toBe(today);
        expect(localDateOf(start - 1, where)).toBe(addDays(today, -1));
      }),
    );
  });

  it('refuse a zone or an instant that does not exist', () => {
    expect(() => localDateOf(0, 'Asia/Nowhere')).toThrow(RangeError);
    expect(() => localDateOf(NaN)).toThrow(RangeError);
    expect(() => localDateOf(new Date('nonsense'))).toThrow(RangeError);
  });
});
