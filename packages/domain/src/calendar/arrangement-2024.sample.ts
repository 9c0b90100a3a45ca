import { addDays } from './local-date.ts';
import { buildCalendar } from './working-days.ts';
import type { CalendarException } from './working-days.ts';

const free = (first: string, days: number): CalendarException[] =>
  Array.from({ length: days }, (_, index) => ({ day: addDays(first, index), working: false }));

/**
 * The State Council's holiday arrangement for 2024, for tests: holidays with the weekends inside them, and the weekend
 * days that are worked instead.
 */
export const calendarOf2024 = buildCalendar(
  [
    ...free('2024-01-01', 1),
    ...free('2024-02-10', 8),
    ...free('2024-04-04', 3),
    ...free('2024-05-01', 5),
    ...free('2024-06-10', 1),
    ...free('2024-09-15', 3),
    ...free('2024-10-01', 7),
    ...[
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ].map((day) => ({ day, working: true })),
  ],
  [2024],
);
