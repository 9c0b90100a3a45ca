import type { LocalDate } from '@huiyin/domain';
import { localDateOf } from '@huiyin/domain';

/** Every zone's distance from UTC is a multiple of this, so a local day begins and ends on such a mark. */
const QUARTER_HOUR = 900_000;

/** Quarter hours of six years: more means facts all over time, which gain nothing by being remembered. */
const MARKS_MAX = 200_000;

/** `localDateOf` for a load of many facts, which come in clusters: each quarter hour is worked out once. */
export function localDays(zoneAt: (instant: number) => string): (instant: number) => LocalDate {
  const known = new Map<number, LocalDate>();
  return (instant) => {
    const mark = Math.floor(instant / QUARTER_HOUR);
    const remembered = known.get(mark);
    if (remembered !== undefined) return remembered;
    if (known.size >= MARKS_MAX) known.clear();
    const day = localDateOf(instant, zoneAt(instant));
    known.set(mark, day);
    return day;
  };
}
