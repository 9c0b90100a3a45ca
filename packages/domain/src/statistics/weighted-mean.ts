import { clip } from './interval.ts';

/**
 * The weighted arithmetic mean Σwx / Σw; null without values. Equal weights unless stated.
 *
 * Weights are at least 0 and not all 0; they need not add up to 1. A low value is made good by a high one at a constant price.
 * Worked: (1, 2, 3) → 2; with weights (1, 1, 2) → 2.25.
 */
export function weightedMean(values: readonly number[], weights?: readonly number[]): number | null {
  if (values.length === 0) return null;
  const total = requireWeights(values, weights);
  let sum = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    const weight = weights?.[index] ?? 1;
    if (!Number.isFinite(value)) throw new RangeError(`Not a value: ${value}`);
    if (weight === 0) continue;
    sum += weight * value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // Rounding must not carry a mean of equal values past them: 0.1, 0.1 and 0.1 would make 0.10000000000000002.
  return clip(sum / total, low, high);
}

/**
 * The weighted geometric mean exp(Σw·ln x / Σw); null without values. Equal weights unless stated.
 *
 * Every value must be positive: a single 0 would make everything 0, so the caller states a floor instead. A low value weighs
 * the heavier the lower it is, which is the point: no dimension can be bought off with another. Source: OECD and JRC, Handbook
 * on Constructing Composite Indicators (2008), step 6. Logarithms are taken of the ratio to the largest value, so that equal
 * values give exactly themselves and close ones lose no digits. Worked: (1, 2, 3) → 1.81712; with weights (1, 1, 2) → 2.05977.
 */
export function weightedGeometricMean(values: readonly number[], weights?: readonly number[]): number | null {
  if (values.length === 0) return null;
  const total = requireWeights(values, weights);
  let high = 0;
  for (const value of values) {
    if (!(value > 0 && value < Infinity))
      throw new RangeError(`A geometric mean needs positive values, got ${value}`);
    if (value > high) high = value;
  }
  let logs = 0;
  for (let index = 0; index < values.length; index += 1) {
    logs += (weights?.[index] ?? 1) * Math.log((values[index] as number) / high);
  }
  return high * Math.exp(logs / total);
}

/** The sum of the weights. */
function requireWeights(values: readonly number[], weights: readonly number[] | undefined): number {
  if (weights === undefined) return values.length;
  if (weights.length !== values.length) throw new RangeError('Each value needs its weight');
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw new RangeError(`A weight is not negative, got ${weight}`);
    total += weight;
  }
  if (!(total > 0 && total < Infinity)) throw new RangeError(`Weights do not add up to ${total}`);
  return total;
}
