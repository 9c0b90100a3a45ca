export { addToDuration, dueInstant } from './clock.ts';
export type { Duration, DurationUnit, Pause } from './clock.ts';
export {
  addDays,
  addMonthsToStart,
  compareDates,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  isLocalDate,
  isoWeekday,
  isoWeekStart,
  monthStart,
  quarterStart,
  yearOf,
  yearStart,
} from './local-date.ts';
export type { LocalDate } from './local-date.ts';
export {
  PERIOD_KINDS,
  nextPeriod,
  periodBounds,
  periodKey,
  periodOf,
  periodOfKey,
  previousPeriod,
  rollingFrom,
  yearAgoPeriod,
} from './period.ts';
export type { Period, PeriodKind } from './period.ts';
export {
  addWorkingDays,
  buildCalendar,
  uncoveredYears,
  workingDaysBetween,
  workingDaysInYear,
} from './working-days.ts';
export type { CalendarException, WorkingCalendar } from './working-days.ts';
export { endOfLocalDay, localDateOf, startOfLocalDay } from './zone.ts';
