import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarOf2024 } from './arrangement-2024.sample.ts';
import { addDays, dateOfDayNumber, dayNumber, isoWeekday } from './local-date.ts';
import {
  addWorkingDays,
  buildCalendar,
  uncoveredYears,
  workingDaysBetween,
  workingDaysInYear,
} from './working-days.ts';

const first = dayNumber('2023-11-01');
const date = fc.integer({ min: first, max: first + 500 }).map(dateOfDayNumber);
const exceptions = fc
  .uniqueArray(fc.record({ number: fc.integer({ min: first, max: first + 500 }), working: fc.boolean() }), {
    selector: (each) => each.number,
    maxLength: 80,
  })
  .map((list) => list.map(({ number, working }) => ({ day: dateOfDayNumber(number), working })));

describe('working days', () => {
  it.each([
    ['2024-02-09', 1, '2024-02-18'],
    ['2024-02-08', 5, '2024-02-21'],
    ['2024-04-30', 5, '2024-05-10'],
    ['2024-09-30', 1, '2024-10-08'],
    ['2024-02-03', 1, '2024-02-04'],
    ['2024-02-10', 0, '2024-02-10'],
  ])('from %s, %d of them end on %s', (start, amount, due) => {
    expect(addWorkingDays(calendarOf2024, start, amount)).toBe(due);
    expect(workingDaysBetween(calendarOf2024, start, due)).toBe(amount);
  });

  it('are 251 in 2024, where Monday to Friday would make 262', () => {
    expect(workingDaysInYear(calendarOf2024, 2024)).toBe(251);
    expect(workingDaysInYear(buildCalendar([], []), 2024)).toBe(262);
  });

  it('say which years they know', () => {
    expect(calendarOf2024.covers(2024)).toBe(true);
    expect(calendarOf2024.covers(2025)).toBe(false);
    expect(uncoveredYears(calendarOf2024, '2023-12-30', '2025-01-02')).toEqual([2023, 2025]);
    expect(uncoveredYears(calendarOf2024, '2024-01-01', '2024-12-31')).toEqual([]);
  });

  it('are the days one finds by walking, whatever the exceptions', () => {
    fc.assert(
      fc.property(exceptions, date, fc.nat({ max: 60 }), (list, start, amount) => {
        const calendar = buildCalendar(list, []);
        const stated = new Map(list.map(({ day, working }) => [day, working]));
        let left = amount;
        let walker = start;
        while (left > 0) {
          walker = addDays(walker, 1);
          if (stated.get(walker) ?? isoWeekday(walker) <= 5) left -= 1;
        }
        expect(addWorkingDays(calendar, start, amount)).toBe(walker);
        expect(workingDaysBetween(calendar, start, walker)).toBe(amount);
        expect(calendar.isWorkingDay(walker)).toBe(stated.get(walker) ?? isoWeekday(walker) <= 5);
      }),
    );
  });

  it('between three dates add up, backwards as negative numbers', () => {
    fc.assert(
      fc.property(exceptions, date, date, date, (list, a, b, c) => {
        const calendar = buildCalendar(list, []);
        const between = (from: string, to: string) => workingDaysBetween(calendar, from, to);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
        expect(between(a, b)).toBe(0 - between(b, a));
      }),
    );
  });

  it('count before 1970 too', () => {
    const plain = buildCalendar([], []);
    expect(workingDaysBetween(plain, '1960-01-01', '1960-01-08')).toBe(5);
    expect(addWorkingDays(plain, '1960-01-01', 1)).toBe('1960-01-04');
  });

  it('refuse a day that is both worked and free, and a negative number of days', () => {
    const twice = [
      { day: '2024-02-04', working: true },
      { day: '2024-02-04', working: false },
    ];
    expect(() => buildCalendar(twice, [])).toThrow(RangeError);
    expect(() => addWorkingDays(calendarOf2024, '2024-02-04', -1)).toThrow(RangeError);
    expect(() => addWorkingDays(calendarOf2024, '2024-02-04', 0.5)).toThrow(RangeError);
  });
});
