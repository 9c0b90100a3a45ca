import type { LocalDate } from '@huiyin/domain';
import { isLocalDate, startOfLocalDay, addDays } from '@huiyin/domain';

/** A time as it stands in a file: on the clock of some wall (`msOfDay` null when only the day is given), or an exact instant. */
export type ReadTime =
  | { readonly kind: 'wall'; readonly date: LocalDate; readonly msOfDay: number | null }
  | { readonly kind: 'instant'; readonly ms: number };

export type DateReader = (text: string) => ReadTime | null;

/** What a letter of a pattern stands for. One letter of the month, day or hour means one or two digits. */
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<y>\\d{4})',
  MM: '(?<mo>\\d{2})',
  M: '(?<mo>\\d{1,2})',
  dd: '(?<d>\\d{2})',
  d: '(?<d>\\d{1,2})',
  HH: '(?<h>\\d{2})',
  H: '(?<h>\\d{1,2})',
  mm: '(?<mi>\\d{2})',
  m: '(?<mi>\\d{1,2})',
  ss: '(?<s>\\d{2})',
  s: '(?<s>\\d{1,2})',
};
const TOKEN = /yyyy|MM|M|dd|d|HH|H|mm|m|ss|s/g;

/** Forms that are not written as patterns. */
export const NAMED_FORMS = ['iso', 'excel', 'epoch-seconds', 'epoch-milliseconds'] as const;

/** True for a named form or a pattern with year, month and day, such as `yyyy/M/d H:mm:ss`. */
export function isDateForm(form: string): boolean {
  if ((NAMED_FORMS as readonly string[]).includes(form)) return true;
  const tokens = (form.match(TOKEN) ?? []).map((token) => token[0]);
  return ['y', 'M', 'd'].every((token) => tokens.includes(token)) && new Set(tokens).size === tokens.length;
}

/** The reader of one form. Worked: `yyyy/M/d H:mm:ss` reads 2019/4/25 9:32:09; 2019/2/30 is refused, not moved to March. */
export function dateReader(form: string): DateReader {
  switch (form) {
    case 'iso':
      return readIso;
    case 'excel':
      return (text) => (/^\d{1,7}(\.\d+)?$/.test(text) ? readExcelSerial(Number(text)) : null);
    case 'epoch-seconds':
      return (text) => (/^\d{1,11}$/.test(text) ? { kind: 'instant', ms: Number(text) * 1000 } : null);
    case 'epoch-milliseconds':
      return (text) => (/^\d{1,14}$/.test(text) ? { kind: 'instant', ms: Number(text) } : null);
    default:
      return patternReader(form);
  }
}

/**
 * Days since 1899-12-30, the fraction is the time of day. Spreadsheets keep it in floating point, so it is rounded to
 * the second. 43580.3973263889 → 2019-04-25 09:32:09; a whole number is a day without a time.
 */
export function readExcelSerial(serial: number): ReadTime | null {
  if (!(serial >= 1 && serial < 2_958_466)) return null;
  return readWallMs(Math.round((serial - 25_569) * 86_400) * 1000);
}

/** A spreadsheet's date cell: a Date whose UTC fields are what the wall clock showed. */
export const readDateCell = (cell: Date): ReadTime | null =>
  Number.isNaN(cell.getTime()) ? null : readWallMs(Math.round(cell.getTime() / 1000) * 1000);

/** The instant of a read time. `zone` is that of the wall; a day without a time is its first instant. */
export function instantOf(time: ReadTime, zone: string): number {
  if (time.kind === 'instant') return time.ms;
  const start = startOfDay(time.date, zone);
  if (time.msOfDay === null) return start;
  return lengthOfDay(time.date, zone) === DAY
    ? start + time.msOfDay
    : onOddDay(time.date, time.msOfDay, zone);
}

const DAY = 86_400_000;

function readWallMs(ms: number): ReadTime | null {
  const text = new Date(ms).toISOString();
  if (text.length !== 24) return null;
  const msOfDay = ((ms % DAY) + DAY) % DAY;
  return { kind: 'wall', date: text.slice(0, 10), msOfDay: msOfDay === 0 ? null : msOfDay };
}

function patternReader(form: string): DateReader {
  const source = form
    .split(/(yyyy|MM|M|dd|d|HH|H|mm|m|ss|s)/)
    .map((part) => TOKENS[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('');
  const pattern = new RegExp(`^${source}$`);
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) return null;
    return wallTime(groups['y'], groups['mo'], groups['d'], groups['h'], groups['mi'], groups['s']);
  };
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

function readIso(text: string): ReadTime | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, y, mo, d, h, mi, s, offset] = match;
  const time = wallTime(y, mo, d, h, mi, s);
  if (time === null || time.kind !== 'wall' || offset === undefined) return time;
  const wall = Date.parse(`${time.date}T00:00:00Z`) + (time.msOfDay ?? 0);
  return { kind: 'instant', ms: wall - offsetMs(offset) };
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

function wallTime(y?: string, mo?: string, d?: string, h?: string, mi?: string, s?: string): ReadTime | null {
  const date = `${y ?? ''}-${(mo ?? '').padStart(2, '0')}-${(d ?? '').padStart(2, '0')}`;
  if (!isLocalDate(date)) return null;
  if (h === undefined) return { kind: 'wall', date, msOfDay: null };
  const [hour, minute, second] = [Number(h), Number(mi ?? 0), Number(s ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return { kind: 'wall', date, msOfDay: ((hour * 60 + minute) * 60 + second) * 1000 };
}

/** Files come in order of time more often than not, so that the last day asked for is often the next one too. */
const lastDay = { key: '', start: 0 };

function startOfDay(date: LocalDate, zone: string): number {
  const key = `${zone} ${date}`;
  if (lastDay.key !== key) Object.assign(lastDay, { key, start: startOfLocalDay(date, zone) });
  return lastDay.start;
}

const lengthOfDay = (date: LocalDate, zone: string): number =>
  startOfLocalDay(addDays(date, 1), zone) - startOfDay(date, zone);

/** On a day on which clocks are changed the time of day is not simply what has passed of the day. */
function onOddDay(date: LocalDate, msOfDay: number, zone: string): number {
  const guess = startOfLocalDay(date, zone) + msOfDay;
  const format = new Intl.DateTimeFormat('en-US-u-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const shown = Object.fromEntries(
    format.formatToParts(guess).map(({ type, value }) => [type, Number(value)]),
  );
  const shownMs = (((shown['hour'] ?? 0) * 60 + (shown['minute'] ?? 0)) * 60 + (shown['second'] ?? 0)) * 1000;
  const off = msOfDay - shownMs;
  return guess + (off > DAY / 2 ? off - DAY : off < -DAY / 2 ? off + DAY : off);
}
