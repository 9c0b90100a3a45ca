import type { Standing } from '@huiyin/contract';
import type { Indicator, RankInterval } from '@huiyin/domain';
import { median, rankIntervals } from '@huiyin/domain';
import type { StoredFigure } from './presenting.ts';

/** One department that takes part in a comparison; its figure rests on at least 100 cases. */
export interface Compared {
  readonly code: string;
  readonly figure: StoredFigure;
}

export interface Placed extends Compared {
  readonly rankLow: number;
  readonly rankHigh: number;
  readonly standing: Standing;
  /** Codes of those it can be told apart from. */
  readonly apartFrom: ReadonlySet<string>;
}

/** A peer group, placed: best first by value, ties in the order of their codes. */
export interface Comparison {
  readonly placed: readonly Placed[];
  readonly median: number | null;
}

/**
 * Places departments among each other. All rank intervals hold together with 95 % confidence (rankIntervals of the
 * domain). A department stands `above` or `below` the peer median only when its whole rank interval lies in one half of
 * the ranks: this too holds for all of them at once, needs no error of the median itself, and never contradicts the
 * bands beside it. `above` means a larger value, which for an indicator that is better when low is the worse half.
 */
export function compare(indicator: Indicator, members: readonly Compared[], seed: number): Comparison {
  const sign = indicator.better === 'up' ? -1 : 1;
  const sorted = [...members].sort(
    (a, b) => sign * (a.figure.value - b.figure.value) || (a.code < b.code ? -1 : 1),
  );
  const intervals = rankIntervals({
    estimates: sorted.map(({ figure }) => figure.value),
    errors: sorted.map(({ figure }) => indicator.standardError(figure.sums) ?? 0),
    best: indicator.better === 'up' ? 'highest' : 'lowest',
    seed,
  });
  return {
    median: median(sorted.map(({ figure }) => figure.value)),
    placed: sorted.map((member, index) => ({
      ...member,
      rankLow: intervals[index]!.low,
      rankHigh: intervals[index]!.high,
      standing: standingOf(indicator, intervals[index]!, sorted.length),
      apartFrom: new Set(
        [...intervals[index]!.better, ...intervals[index]!.worse].map((other) => sorted[other]!.code),
      ),
    })),
  };
}

function standingOf({ better }: Indicator, { low, high }: RankInterval, total: number): Standing {
  const middle = (total + 1) / 2;
  if (high < middle) return better === 'up' ? 'above' : 'below';
  if (low > middle) return better === 'up' ? 'below' : 'above';
  return 'indistinct';
}

/** True for a standing on the bad side of the median. */
export const isWorse = ({ better }: Indicator, standing: Standing): boolean =>
  standing === (better === 'up' ? 'below' : 'above');
