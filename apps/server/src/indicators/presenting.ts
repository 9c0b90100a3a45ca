import type { Change, Figure, KeyFigure } from '@huiyin/contract';
import type { Indicator, Presentation, Sums } from '@huiyin/domain';
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
  /** Of 1–10 people, or what such a figure could be found from by subtraction: nothing of it may be told. */
  readonly withheld: boolean;
  readonly systemVersion: number;
}

/** Things are nobody's secret: a count of them is shown however small. */
const presentationOf = (indicator: Indicator, stored: StoredFigure | undefined): Presentation => {
  if (stored?.withheld === true) return 'withheld';
  const presentation = presentable(stored?.denominator ?? 0);
  return presentation === 'withheld' && indicator.restsOn === 'things' ? 'shown' : presentation;
};

/** What may be shown of a figure: all of it, nothing when 1–10 people stand behind it, or that there was nobody. */
export function shownFigure(indicator: Indicator, stored: StoredFigure | undefined): Figure {
  const presentation = presentationOf(indicator, stored);
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
  stored !== undefined && !stored.withheld && stored.denominator >= MINIMUM.shown;

export const mayBeRanked = (stored: StoredFigure | undefined): stored is StoredFigure =>
  stored !== undefined && !stored.withheld && stored.denominator >= MINIMUM.ranked;

/** An earlier period and what its figure was. */
export interface Earlier {
  readonly period: FigurePeriod;
  readonly figure: StoredFigure | undefined;
}

/**
 * The change since an earlier period. Null when either side may not be shown, since the one could be computed from the
 * other. Where a new version of the indicator system came into force in between, it says so.
 */
export function shownChange(
  indicator: Indicator,
  later: StoredFigure | undefined,
  earlier: Earlier,
): Change | null {
  const { figure: before, period } = earlier;
  if (!mayBeShown(later) || !mayBeShown(before)) return null;
  const change = indicator.change(before.sums, later.sums);
  if (change === null) return null;
  const { difference, low, high } = change;
  return {
    against: keyOfPeriod(period),
    difference,
    low,
    high,
    told: low > 0 || high < 0,
    seriesBreak: later.systemVersion !== before.systemVersion,
  };
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
    dimension: indicator.dimension,
    better: indicator.better,
    previous: complete ? shownChange(indicator, stored, previous) : null,
    yearAgo: complete ? shownChange(indicator, stored, yearAgo) : null,
    yearAgoValue: mayBeShown(yearAgo.figure) ? yearAgo.figure.value : null,
    peerMedian,
  };
}
