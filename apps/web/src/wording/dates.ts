import type { Language, Period } from '@huiyin/contract';

const QUARTERS_ZH = ['第一季度', '第二季度', '第三季度', '第四季度'] as const;
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function dayOf(date: string): Day {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

/** 2025-10-17 → 2025年10月17日, 17 October 2025. */
export function fullDate(date: string, language: Language): string {
  const { year, month, day } = dayOf(date);
  return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS_EN[month - 1]} ${year}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The clocks of a zone. Setting one up costs more than reading it a hundred times, so each is kept. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(zone, clock);
  return clock;
}

/** 2025-10-17T20:14:00Z in a zone → { date: '2025-10-17', time: '20:14' } as the clocks there showed it. */
export function localTime(instant: string, zone: string): { readonly date: string; readonly time: string } {
  const parts = clockOf(zone).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** An instant as date and time of the zone: 2025年9月12日20:14, 12 September 2025, 20:14. */
export function dateTime(instant: string, zone: string, language: Language): string {
  const { date, time } = localTime(instant, zone);
  return language === 'zh' ? `${fullDate(date, language)}${time}` : `${fullDate(date, language)}, ${time}`;
}

/** The two halves of a period's key: 2026-Q3 → 2026 and quarter 3; 2026-09 → 2026 and month 9; 2026 → 2026. */
function keyParts(key: string): {
  readonly year: string;
  readonly quarter: number | null;
  readonly month: number | null;
} {
  const [year = key, part] = key.split('-');
  if (part === undefined) return { year, quarter: null, month: null };
  return part.startsWith('Q')
    ? { year, quarter: Number(part.slice(1)), month: null }
    : { year, quarter: null, month: Number(part) };
}

/** 2026-Q3 → 2026年第三季度, Q3 2026; 2026-09 → 2026年9月, September 2026; 2026 → 2026年, 2026; 2026-09-R12 → 到2026年9月的十二个月, twelve months to September 2026. */
export function periodName(key: string, language: Language): string {
  const { year, quarter, month } = keyParts(key);
  if (kindOf(key) === 'rolling')
    return language === 'zh'
      ? `到${year}年${month}月的十二个月`
      : `twelve months to ${MONTHS_EN[(month ?? 1) - 1]} ${year}`;
  if (quarter !== null)
    return language === 'zh' ? `${year}年${QUARTERS_ZH[quarter - 1]}` : `Q${quarter} ${year}`;
  if (month !== null) return language === 'zh' ? `${year}年${month}月` : `${MONTHS_EN[month - 1]} ${year}`;
  return language === 'zh' ? `${year}年` : year;
}

/** The period without its year, for a tick or a label: 三季度, Q3; 9月, Sep; 2026. */
export function periodShort(key: string, language: Language): string {
  const { year, quarter, month } = keyParts(key);
  if (quarter !== null) return language === 'zh' ? (QUARTERS_ZH[quarter - 1] ?? '').slice(1) : `Q${quarter}`;
  if (month !== null) return language === 'zh' ? `${month}月` : (MONTHS_EN[month - 1] ?? '').slice(0, 3);
  return year;
}

/** The year, when this period opens it (first quarter, January, a whole year); otherwise null. */
export function yearOpened(key: string): string | null {
  const { year, quarter, month } = keyParts(key);
  return (quarter ?? 1) === 1 && (month ?? 1) === 1 ? year : null;
}

export const kindOf = (key: string): Period['kind'] =>
  key.includes('Q') ? 'quarter' : key.endsWith('R12') ? 'rolling' : key.includes('-') ? 'month' : 'year';
