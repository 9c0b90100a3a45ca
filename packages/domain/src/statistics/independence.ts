import { compositeOf, requireRules } from './composite.ts';
import type { CompositeRules } from './composite.ts';
import { correlationInterval, correlationMatrix } from './correlation.ts';
import type { Correlation } from './correlation.ts';
import { cronbachAlpha } from './cronbach-alpha.ts';
import { betweenGoalposts } from './goalposts.ts';
import { meanRankShift, ranksOf } from './mean-rank-shift.ts';

/** Two indicators and how they go together; `flag` is null for a pair that is as it should be. */
export interface IndicatorPair extends Correlation {
  readonly first: string;
  readonly second: string;
  readonly flag: 'same' | 'opposed' | null;
}

export interface IndependenceAudit {
  readonly pairs: readonly IndicatorPair[];
  /** Cronbach's alpha of each dimension; null where nothing can be said, as of a single indicator. */
  readonly alphas: readonly { readonly dimension: string; readonly alpha: number | null }[];
  /** By how many ranks the composite moves on average when the indicator is dropped; null for fewer than two units that keep one. */
  readonly dropped: readonly { readonly indicator: string; readonly meanShift: number | null }[];
}

type Values = ReadonlyMap<string, number>;

/** From here on two indicators of a dimension say the same thing twice. */
const SAME = 0.9;

/**
 * Whether the indicators of a composite each add something, over units with their values by code. Pairs stand in the order of the rules.
 *
 * All of it is computed from the scores between the goalposts, since these are what the composite adds up: more is always better, and
 * what lies beyond a post is at the post. A pair is 'opposed' when its whole 95 % interval (Fisher's z) lies below 0, in any two
 * dimensions: a gain in one tends to cost the other. It is 'same' when |r| ≥ 0.9 inside one dimension. An indicator is dropped with its
 * weight; when it was alone in its dimension, the dimension goes too. Only units that have a composite both ways are then compared.
 * Source: OECD and JRC, Handbook on Constructing Composite Indicators (2008), steps 4 and 7. Worked: r = −.5 of 27 units is opposed,
 * of 12 units it is not.
 */
export function independenceAudit(units: readonly Values[], rules: CompositeRules): IndependenceAudit {
  requireRules(rules);
  return {
    pairs: pairsOf(units, rules),
    alphas: rules.dimensions.map(({ code, indicators }) => ({
      dimension: code,
      alpha: cronbachAlpha(scoreRows(units, indicators)),
    })),
    dropped: rules.dimensions.flatMap(({ indicators }) =>
      indicators.map(({ code }) => ({
        indicator: code,
        meanShift: shiftBetween(units, rules, without(code, rules)),
      })),
    ),
  };
}

function pairsOf(units: readonly Values[], rules: CompositeRules): IndicatorPair[] {
  const columns = rules.dimensions.flatMap((dimension) =>
    dimension.indicators.map((indicator) => ({ dimension: dimension.code, indicator })),
  );
  const matrix = correlationMatrix(
    scoreRows(
      units,
      columns.map(({ indicator }) => indicator),
    ),
  );
  return columns.flatMap((first, i) =>
    columns.slice(i + 1).map((second, next) => {
      // Without a unit there is no row to measure a matrix by.
      const found = matrix[i]?.[i + 1 + next] ?? { r: null, n: 0 };
      const flag = flagOf(found, first.dimension === second.dimension);
      return { first: first.indicator.code, second: second.indicator.code, ...found, flag };
    }),
  );
}

/** One row a unit, one score 0–1 an indicator; null where the unit has no value. */
function scoreRows(
  units: readonly Values[],
  indicators: CompositeRules['dimensions'][number]['indicators'],
): (number | null)[][] {
  return units.map((unit) =>
    indicators.map((indicator) => {
      const value = unit.get(indicator.code);
      return value === undefined ? null : betweenGoalposts(value, indicator);
    }),
  );
}

function flagOf({ r, n }: Correlation, oneDimension: boolean): IndicatorPair['flag'] {
  if (r === null) return null;
  const interval = correlationInterval(r, n);
  if (interval !== null && interval.high < 0) return 'opposed';
  return oneDimension && Math.abs(r) >= SAME ? 'same' : null;
}

/** The rules without one indicator; null when nothing is left. */
function without(code: string, rules: CompositeRules): CompositeRules | null {
  const dimensions = rules.dimensions
    .map((dimension) => ({
      ...dimension,
      indicators: dimension.indicators.filter((one) => one.code !== code),
    }))
    // A dimension that never had an indicator stays, and with it the answer that there is no composite.
    .filter(
      ({ indicators }, index) => indicators.length > 0 || rules.dimensions[index]?.indicators.length === 0,
    );
  return dimensions.length === 0 ? null : { ...rules, dimensions };
}

function shiftBetween(
  units: readonly Values[],
  before: CompositeRules,
  after: CompositeRules | null,
): number | null {
  if (after === null) return null;
  const scores = units
    .map((unit) => [compositeOf(unit, before)?.score, compositeOf(unit, after)?.score] as const)
    .filter((both): both is readonly [number, number] => !both.includes(undefined));
  if (scores.length < 2) return null;
  const ranks = (side: 0 | 1): number[] =>
    ranksOf(
      scores.map((both) => both[side]),
      'highest',
    );
  return meanRankShift(ranks(0), ranks(1));
}
