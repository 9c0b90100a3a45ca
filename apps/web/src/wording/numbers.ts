import type { Language } from '@huiyin/contract';
import { counted } from './plural.ts';

/** The units in which a figure is shown: a share (0–1, written as a percentage) or points (0–100). */
export type ShownUnit = 'share' | 'points' | 'working_days';

const MINUS = '−';
const grouped = new Intl.NumberFormat('en', { useGrouping: true, maximumFractionDigits: 0 });

/** 12345 → 12,345. Both languages group by thousands. */
export const count = (value: number): string => grouped.format(value).replace('-', MINUS);

/** What a share is in percent, what other units are in themselves. */
export const inUnit = (value: number, unit: ShownUnit): number => (unit === 'share' ? value * 100 : value);

const fixed = (value: number, places: number): string => Math.abs(value).toFixed(places);
const sign = (value: number): string => (value < 0 ? MINUS : '+');

/**
 * The bare number of a figure with one decimal: 0.9312 → 93.1. A share that is neither nothing nor everything never
 * reads 0.0 or 100.0: 0.9999 → 99.99, and beyond two decimals it stops at 99.99.
 */
export function bare(value: number, unit: ShownUnit): string {
  if (unit === 'working_days') return count(value);
  const shown = inUnit(value, unit);
  const once = shown.toFixed(1);
  if (shown > 0 && shown < 100 && (once === '0.0' || once === '100.0')) {
    return Math.min(99.99, Math.max(0.01, shown)).toFixed(2);
  }
  return once.replace('-', MINUS);
}

/** 0.9312 as a share → 93.1%; 86.2 points → 86.2分 or 86.2 points. */
export function amount(value: number, unit: ShownUnit, language: Language): string {
  if (unit === 'share') return `${bare(value, unit)}%`;
  if (unit === 'points') return language === 'zh' ? `${bare(value, unit)}分` : `${bare(value, unit)} points`;
  return language === 'zh' ? `${bare(value, unit)}个工作日` : counted(bare(value, unit), 'working day');
}

/** How large a difference is, where words tell its direction: −0.033 as a share → 3.3; 0.0004 → 0.04, as nothing rises by 0.0. */
export const unsigned = (difference: number, unit: ShownUnit): string => bare(Math.abs(difference), unit);

/** The value of a change, with its sign and one decimal: 0.033 as a share → +3.3. What rounds to nothing has no sign: 0.0. */
export function signed(difference: number, unit: ShownUnit): string {
  const size = fixed(inUnit(difference, unit), 1);
  return Number(size) === 0 ? size : sign(difference) + size;
}

/** 79.5～86.9 in Chinese (GB/T 15835), 79.5–86.9 in English. */
export function range(low: number, high: number, unit: ShownUnit, language: Language): string {
  const [from, to] = [inUnit(low, unit).toFixed(1), inUnit(high, unit).toFixed(1)];
  return language === 'zh' ? `${from}～${to}` : `${from}–${to}`;
}

/**
 * −1.1～+3.2 in Chinese, −1.1 to +3.2 in English: signs and dashes are kept apart. Its ends keep their signs even where
 * they round to nothing, −0.0～+0.2, because whether a change can be told is on which side of 0 they lie.
 */
export function signedRange(low: number, high: number, unit: ShownUnit, language: Language): string {
  const end = (value: number) => sign(value) + fixed(inUnit(value, unit), 1);
  return `${end(low)}${language === 'zh' ? '～' : ' to '}${end(high)}`;
}

/** Ranks and places: 4～21, 4–21; one number when both ends meet. */
export function places(low: number, high: number, language: Language): string {
  if (low === high) return count(low);
  return `${count(low)}${language === 'zh' ? '～' : '–'}${count(high)}`;
}
