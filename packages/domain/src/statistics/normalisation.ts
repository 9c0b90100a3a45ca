import type { CompositeIndicator } from './composite.ts';
import { betweenGoalposts } from './goalposts.ts';
import { clip } from './interval.ts';

/** What a value is measured against: fixed posts, the extremes of the units in hand, or their mean and spread. */
export type Normalisation = 'goalposts' | 'min-max' | 'z-score';

/**
 * How an indicator's value becomes a score on 0–100, more always being better, given the values of all units in hand.
 *
 * min–max: the worst unit scores 0 and the best 100. z-score: 50 + 10·(x − mean)/sd with the sample's sd, held inside 0–100, because
 * a geometric mean cannot take the negative half of plain z-scores. When no unit differs, both score everybody 50.
 * Source: OECD and JRC, Handbook on Constructing Composite Indicators (2008), step 5.
 * Worked: 2 among 0, 2, 4 → 50 by both; 4 → 100 by min–max and 60 by z-score.
 */
export function scorerOf(
  indicator: CompositeIndicator,
  values: readonly number[],
  normalisation: Normalisation,
): (value: number) => number {
  if (normalisation === 'goalposts') return (value) => 100 * betweenGoalposts(value, indicator);
  for (const value of values) if (!Number.isFinite(value)) throw new RangeError(`Not a value: ${value}`);
  // Not Math.min(...values): a province has more units than a call takes arguments.
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (!(low < high)) return () => 50;
  if (normalisation === 'min-max')
    return (value) => 100 * betweenGoalposts(value, { low, high, better: indicator.better });

  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const points = (indicator.better === 'up' ? 10 : -10) / Math.sqrt(squares / (values.length - 1));
  return (value) => clip(50 + points * (value - mean), 0, 100);
}
