import { betweenGoalposts } from './goalposts.ts';
import type { Goalposts } from './goalposts.ts';
import { weightedGeometricMean, weightedMean } from './weighted-mean.ts';

/** An indicator of a composite: its goalposts, and its weight inside its dimension, 1 unless stated. */
export interface CompositeIndicator extends Goalposts {
  readonly code: string;
  readonly weight?: number;
}

export interface CompositeDimension {
  readonly code: string;
  readonly weight: number;
  readonly indicators: readonly CompositeIndicator[];
}

/** How values become one score. All weights are above 0: what weighs nothing is left out. */
export interface CompositeRules {
  readonly dimensions: readonly CompositeDimension[];
  /** The least score of a dimension, 0–100, above 0 for a geometric mean. */
  readonly floor: number;
  /** The mean of the indicators of a dimension. */
  readonly within: 'arithmetic';
  /** The mean of the dimensions: with 'geometric' none can be bought off with another. */
  readonly across: 'arithmetic' | 'geometric';
}

/** A composite and the scores of the dimensions that it is the mean of, all on `floor`–100. */
export interface Composite {
  readonly score: number;
  readonly dimensions: ReadonlyMap<string, number>;
}

/**
 * The composite of one unit out of the values of its indicators, by code; null when a dimension has none of its indicators.
 *
 * Each value is scored 0–100 between its goalposts; a dimension is the weighted arithmetic mean of those of its indicators that are
 * present, at least the floor; the composite is the mean of the dimensions. The floor is part of the dimension's score under either
 * mean, so that whoever reads the scores of the dimensions can recompute the composite. Values without a rule are passed over.
 * Source: OECD and JRC, Handbook on Constructing Composite Indicators (2008). Worked, weights 1 and 3, floor 1: scores 40 and 60 in one
 * dimension, 0 in the other → dimensions 50 and 1, geometric (50·1³)^¼ = 2.659, arithmetic 13.25.
 */
export function compositeOf(values: ReadonlyMap<string, number>, rules: CompositeRules): Composite | null {
  requireRules(rules);
  const dimensions = new Map<string, number>();
  for (const dimension of rules.dimensions) {
    const score = dimensionScore(
      dimension,
      ({ code, ...posts }) => {
        const value = values.get(code);
        return value === undefined ? null : 100 * betweenGoalposts(value, posts);
      },
      rules.floor,
    );
    if (score === null) return null;
    dimensions.set(dimension.code, score);
  }
  const weights = rules.dimensions.map((dimension) => dimension.weight);
  return { score: acrossDimensions([...dimensions.values()], weights, rules.across), dimensions };
}

/** The score of a dimension, at least the floor, out of the scores of its indicators; null when none has a score. */
export function dimensionScore(
  dimension: CompositeDimension,
  scoreOf: (indicator: CompositeIndicator) => number | null,
  floor: number,
): number | null {
  const scores: number[] = [];
  const weights: number[] = [];
  for (const indicator of dimension.indicators) {
    const score = scoreOf(indicator);
    if (score === null) continue;
    scores.push(score);
    weights.push(indicator.weight ?? 1);
  }
  const mean = weightedMean(scores, weights);
  return mean === null ? null : Math.max(floor, mean);
}

/** Throws RangeError for rules by which nothing can be scored. */
export function requireRules(rules: CompositeRules): void {
  const { dimensions, floor, across } = rules;
  if (dimensions.length === 0) throw new RangeError('A composite needs a dimension');
  if (!(floor <= 100 && (floor > 0 || (floor === 0 && across === 'arithmetic'))))
    throw new RangeError(`Not a floor of scores on 0–100: ${floor}`);
  requireDifferent(dimensions.map(({ code }) => code));
  requireDifferent(dimensions.flatMap(({ indicators }) => indicators.map(({ code }) => code)));
  for (const { code, weight, indicators } of dimensions) {
    requireWeight(code, weight);
    for (const indicator of indicators) requireWeight(indicator.code, indicator.weight ?? 1);
  }
}

function acrossDimensions(
  scores: readonly number[],
  weights: readonly number[],
  across: CompositeRules['across'],
): number {
  return (across === 'geometric' ? weightedGeometricMean : weightedMean)(scores, weights) as number;
}

function requireDifferent(codes: readonly string[]): void {
  if (new Set(codes).size < codes.length)
    throw new RangeError(`A code stands twice among ${codes.join(', ')}`);
}

function requireWeight(code: string, weight: number): void {
  if (!(weight > 0 && weight < Infinity))
    throw new RangeError(`The weight of ${code} is above 0, got ${weight}`);
}
