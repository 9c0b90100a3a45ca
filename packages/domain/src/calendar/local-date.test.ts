import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonthsToStart,
  compareDates,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  isLocalDate,
  isoWeekStart,
  isoWeekday,
  monthStart,
  quarterStart,
  yearStart,
} from './local-date.ts';

const number = fc.integer({ min: -719162, max: 2932896 });

describe('local dates', () => {
  it('counts days from 1970-01-01', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2000-03-01')).toBe(11017);
    expect(dayNumber('0001-01-01')).toBe(-719162);
    expect(dayNumber('9999-12-31')).toBe(2932896);
  });

  it('agrees with the calendar of the runtime on every day of the years 1890 to 2110', () => {
    const first = dayNumber('1890-01-01');
    const last = dayNumber('2110-12-31');
    for (let day = first; day <= last; day += 1) {
      const expected = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (dateOfDayNumber(day) !== expected || dayNumber(expected) !== day)
        throw new Error(`${day}: ${expected}`);
    }
    expect(last - first + 1).toBe(80_718);
  });

  it('goes from number to date and back for all years', () => {
    fc.assert(fc.property(number, (day) => expect(dayNumber(dateOfDayNumber(day))).toBe(day)));
  });

  it('sorts as text as it does in time', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [earlier, later] = [dateOfDayNumber(a), dateOfDayNumber(b)];
        expect(earlier < later).toBe(a < b);
        expect(Math.sign(compareDates(earlier, later))).toBe(Math.sign(a - b));
        expect(addDays(earlier, daysBetween(earlier, later))).toBe(later);
      }),
    );
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-1-01',
    '',
    '2024-01-01T',
    '0000-01-01',
  ])('does not take "%s" for a day', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => dayNumber(text)).toThrow(RangeError);
  });

  it('knows leap days', () => {
    expect(isLocalDate('2024-02-29')).toBe(true);
    expect(isLocalDate('2000-02-29')).toBe(true);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
  });

  it('finds the beginning of week, month, quarter and year', () => {
    expect(isoWeekStart('2024-02-18')).toBe('2024-02-12');
    expect(isoWeekday('2024-02-18')).toBe(7);
    expect(isoWeekday('1969-12-29')).toBe(1);
    expect(monthStart('2024-02-29')).toBe('2024-02-01');
    expect(quarterStart('2024-12-31')).toBe('2024-10-01');
    expect(quarterStart('2024-03-31')).toBe('2024-01-01');
    expect(yearStart('2024-12-31')).toBe('2024-01-01');
    expect(addMonthsToStart('2024-01-31', -1)).toBe('2023-12-01');
    expect(addMonthsToStart('2024-12-05', 13)).toBe('2026-01-01');
  });

  it('ends with the years 0001 and 9999', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => addMonthsToStart('0001-01-01', -1)).toThrow(RangeError);
    expect(() => dateOfDayNumber(0.5)).toThrow(RangeError);
  });
});
