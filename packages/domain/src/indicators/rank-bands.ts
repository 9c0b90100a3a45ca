import type { Indicator, Reading } from './indicator.ts';
import { rankIntervals, seedOf } from '../statistics/index.ts';
import type { RankInterval } from '../statistics/index.ts';
import type { Sums } from '../tallies/index.ts';

/** One unit that is ranked, by the sums that its figure rests on. */
export interface RankedUnit {
  readonly code: string;
  readonly sums: Sums;
}

/** A unit with its figure and place; `better` and `worse` of the interval are places in the list. */
export interface UnitInRank<U extends RankedUnit> {
  readonly unit: U;
  readonly reading: Reading;
  readonly interval: RankInterval;
}

/** What a ranking is of, in words that do not change: they make the seed, so the bands are the same everywhere. */
export const rankingQuestion = (indicator: string, period: string, group: string): string =>
  `${indicator} ${period} ${group}`;

/**
 * Ranks units among each other, best first, ties in the order of their codes, each with the interval of ranks that holds
 * for all of them at once with 95 % confidence. Units without a reading are left out. The same units and question give
 * the same intervals on any machine.
 */
export function rankUnits<U extends RankedUnit>(
  indicator: Indicator,
  units: readonly U[],
  question: string,
): UnitInRank<U>[] {
  const sign = indicator.better === 'up' ? -1 : 1;
  const sorted = units
    .flatMap((unit) => {
      const reading = indicator.reading(unit.sums);
      return reading === null ? [] : [{ unit, reading }];
    })
    .sort((a, b) => sign * (a.reading.value - b.reading.value) || (a.unit.code < b.unit.code ? -1 : 1));
  const intervals = rankIntervals({
    estimates: sorted.map(({ reading }) => reading.value),
    errors: sorted.map(({ unit }) => indicator.standardError(unit.sums) ?? 0),
    best: indicator.better === 'up' ? 'highest' : 'lowest',
    seed: seedOf(question),
  });
  return sorted.map((one, place) => ({ ...one, interval: intervals[place]! }));
}
