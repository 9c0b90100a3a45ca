import type { Change, Figure, KeyFigure } from '@huiyin/contract';
import type { Indicator, Sums } from '@huiyin/domain';
import { MINIMUM, presentable } from '@huiyin/domain';
import type { FigurePeriod } from './periods.ts';
import { keyOfPeriod } from './periods.ts';

/** A figure as it was stored, before it is decided what of it may be shown. */
export interface StoredFigure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly sums: Sums;
  readonly systemVersion: number;
}

/** What may be shown of a figure: all of it, nothing when 1–10 people stand behind it, or that there was nobody. */
export function shownFigure(indicator: Indicator, stored: StoredFigure | undefined): Figure {
  const presentation = presentable(stored?.denominator ?? 0);
  const open = presentation === 'ranked' || presentation === 'shown';
  return {
    indicator: indicator.code,
    unit: indicator.unit,
    presentation,
    value: open ? stored!.value : null,
    low: open ? stored!.low : null,
    high: open ? stored!.high : null,
    numerator: open ? stored!.numerator : presentation === 'none' ? 0 : null,
    denominator: open ? stored!.denominator : presentation === 'none' ? 0 : null,
  };
}

export const mayBeShown = (stored: StoredFigure | undefined): stored is StoredFigure =>
  stored !== undefined && stored.denominator >= MINIMUM.shown;

export const mayBeRanked = (stored: StoredFigure | undefined): stored is StoredFigure =>
  stored !== undefined && stored.denominator >= MINIMUM.ranked;

/** An earlier period and what its figure was. */
export interface Earlier {
  readonly period: FigurePeriod;
  readonly figure: StoredFigure | undefined;
}

/**
 * The change since an earlier period. Null when either side may not be shown, since the one could be computed from the
 * other, and when another version of the indicator system made it: those are not to be subtracted.
 */
export function shownChange(
  indicator: Indicator,
  later: StoredFigure | undefined,
  earlier: Earlier,
): Change | null {
  const { figure: before, period } = earlier;
  if (!mayBeShown(later) || !mayBeShown(before) || later.systemVersion !== before.systemVersion) return null;
  const change = indicator.change(before.sums, later.sums);
  if (change === null) return null;
  const { difference, low, high } = change;
  return { against: keyOfPeriod(period), difference, low, high, told: low > 0 || high < 0 };
}

/**
 * A figure with both comparisons over time. A period that still runs is compared with none: its easy cases have come
 * due first, and its change would be a promise.
 */
export function keyFigure(
  indicator: Indicator,
  stored: StoredFigure | undefined,
  complete: boolean,
  previous: Earlier,
  yearAgo: Earlier,
  peerMedian: number | null,
): KeyFigure {
  return {
    ...shownFigure(indicator, stored),
    name: indicator.name,
    noun: indicator.noun,
    better: indicator.better,
    previous: complete ? shownChange(indicator, stored, previous) : null,
    yearAgo: complete ? shownChange(indicator, stored, yearAgo) : null,
    yearAgoValue: mayBeShown(yearAgo.figure) ? yearAgo.figure.value : null,
    peerMedian,
  };
}

/**
 * Which parts of a whole must be withheld so that none of 1–10 can be found by subtracting the others from the whole:
 * those themselves and, when they are alone or too few together, the smallest shown ones as well. Indices.
 */
export function withheldParts(counts: readonly number[]): ReadonlySet<number> {
  const withheld = new Set(counts.flatMap((n, index) => (presentable(n) === 'withheld' ? [index] : [])));
  if (withheld.size === 0) return withheld;
  const hidden = () => [...withheld].reduce((sum, index) => sum + counts[index]!, 0);
  const shown = counts
    .map((n, index) => ({ n, index }))
    .filter(({ n, index }) => n > 0 && !withheld.has(index))
    .sort((a, b) => a.n - b.n || a.index - b.index);
  for (const { index } of shown) {
    if (withheld.size >= 2 && hidden() >= MINIMUM.shown) break;
    withheld.add(index);
  }
  return withheld;
}
