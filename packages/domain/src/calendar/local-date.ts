/**
 * A day of the civil calendar as 'YYYY-MM-DD' (years 0001–9999), without a time of day or a zone.
 *
 * Text order is time order, so `<` and `sort()` do the right thing. All arithmetic goes by whole day numbers; no Date
 * object is involved, hence no zone of the machine either.
 */
export type LocalDate = string;

/** Days since 1970-01-01 (which is 0). Throws RangeError for anything that is not a day of the calendar. */
export function dayNumber(date: LocalDate): number {
  const { year, month, day } = parse(date);
  return dayNumberOf(year, month, day);
}

/** The day with that number; throws RangeError outside the years 0001–9999. */
export function dateOfDayNumber(number: number): LocalDate {
  if (!(Number.isInteger(number) && number >= firstDay && number <= lastDay)) {
    throw new RangeError(`No day of the years 0001–9999: ${number}`);
  }
  // Years that begin on 1 March end with the leap day, so a day's place in its year tells the month without a table.
  const shifted = number + daysToMarchOfYearZero;
  const era = Math.floor(shifted / daysIn400Years);
  const dayOfEra = shifted - era * daysIn400Years;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return format(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day);
}

/** True for a text that is a day of the calendar: '2024-02-29', not '2023-02-29' and not '2024-2-29'. */
export function isLocalDate(text: string): boolean {
  return fieldsOf(text) !== null;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from the first to the second date; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Below 0 when `a` is earlier, above 0 when it is later, 0 for the same day: for `sort`. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return daysBetween(b, a);
}

export function yearOf(date: LocalDate): number {
  return parse(date).year;
}

/** Monday is 1, Sunday is 7, as ISO 8601 counts. */
export function isoWeekday(date: LocalDate): number {
  return weekdayOfNumber(dayNumber(date));
}

/** The same for a day number: 1970-01-01 was a Thursday. */
export function weekdayOfNumber(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

export function monthStart(date: LocalDate): LocalDate {
  const { year, month } = parse(date);
  return format(year, month, 1);
}

export function quarterStart(date: LocalDate): LocalDate {
  const { year, month } = parse(date);
  return format(year, month - ((month - 1) % 3), 1);
}

export function yearStart(date: LocalDate): LocalDate {
  return format(parse(date).year, 1, 1);
}

/** The Monday of the date's week. */
export function isoWeekStart(date: LocalDate): LocalDate {
  return addDays(date, 1 - isoWeekday(date));
}

/** The first day of the month that lies `months` later (or earlier, when negative). */
export function addMonthsToStart(date: LocalDate, months: number): LocalDate {
  const { year, month } = parse(date);
  const index = year * 12 + (month - 1) + months;
  return format(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1);
}

const daysIn400Years = 146097;
const daysToMarchOfYearZero = 719468;
const firstDay = -719162;
const lastDay = 2932896;

function dayNumberOf(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * daysIn400Years + yearOfEra * 365 + leapDays + dayOfYear - daysToMarchOfYearZero;
}

interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function parse(date: LocalDate): Fields {
  const fields = fieldsOf(date);
  if (fields === null) throw new RangeError(`Not a day of the calendar: ${date}`);
  return fields;
}

function fieldsOf(text: string): Fields | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  const fits = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return fits ? { year, month, day } : null;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

function format(year: number, month: number, day: number): LocalDate {
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`No day of the years 0001–9999: year ${year}`);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
