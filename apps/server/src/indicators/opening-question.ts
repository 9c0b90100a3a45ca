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
 * What the rankings open with when the reader has asked nothing: the indicator and function line on which most departments
 * can be ranked, so that the first ranking shows what a ranking can tell. Null when none ranks at least five: small
 * places then see the largest group and why nobody is ranked. Of equals the first of `rankable` is preferred.
 */
export function openingQuestion(
  rankable: readonly Rankable[],
): Required<Pick<RankingQuery, 'indicator' | 'level' | 'line'>> | null {
  const enough = rankable.filter(({ line, ranked }) => line !== null && ranked >= ENOUGH);
  if (enough.length === 0) return null;
  const best = enough.reduce((most, one) => (one.ranked > most.ranked ? one : most));
  return { indicator: best.indicator.code, level: best.level, line: best.line!.code };
}
