import type { RankingQuery } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import type { GroupChoice } from './peer-group.ts';

/** A first ranking of fewer departments than this teaches nothing. */
const ENOUGH = 5;

/** How many departments of a group could be ranked on an indicator. */
export interface Rankable extends GroupChoice {
  readonly indicator: Indicator;
  readonly ranked: number;
}

/**
 * What the rankings open with when the reader has asked nothing: the first indicator for which some function line has at
 * least five departments with enough cases, and the line that has most of them. Null when there is none: small places
 * then see the largest group and why nobody is ranked. `rankable` is in the order in which it may be preferred.
 */
export function openingQuestion(
  rankable: readonly Rankable[],
): Required<Pick<RankingQuery, 'indicator' | 'level' | 'line'>> | null {
  const enough = rankable.filter(({ line, ranked }) => line !== null && ranked >= ENOUGH);
  const first = enough[0];
  if (first === undefined) return null;
  const best = enough
    .filter(({ indicator }) => indicator === first.indicator)
    .reduce((most, one) => (one.ranked > most.ranked ? one : most));
  return { indicator: best.indicator.code, level: best.level, line: best.line!.code };
}
