/** Standard errors in rising order, their squares, and where each one stood before: `places[i]` is the index of `errors[i]`. */
export interface OrderedErrors {
  readonly errors: Float64Array;
  readonly variances: Float64Array;
  readonly places: readonly number[];
}

export function orderByVariance(errors: readonly number[]): OrderedErrors {
  const places = errors
    .map((_, index) => index)
    .sort((a, b) => (errors[a] as number) - (errors[b] as number));
  const ordered = Float64Array.from(places, (place) => errors[place] as number);
  return { errors: ordered, variances: ordered.map((error) => error * error), places };
}

/**
 * The largest |xⱼ − xₖ| / √(vⱼ + vₖ) over all pairs; 0 when no pair has a positive ratio. Pairs with vⱼ + vₖ = 0 are
 * left out (nothing is uncertain between them). `variances` must rise.
 *
 * There are p²/2 pairs, yet almost none can be the largest: for xⱼ > xₖ the ratio grows when xⱼ is larger or vⱼ smaller, so a
 * unit that another one beats in both may be passed over on the high side, and likewise on the low side. In rising order
 * of variance the units that remain are the successive records of x (a handful for random x, about log p of p). So one pass
 * over the units and a few pairs of records give the exact answer; only an adversarial x, rising with v, would need all pairs.
 */
export function largestPairDifference(x: Float64Array, variances: Float64Array): number {
  const lows = records(x, -1);
  let square = 0;
  for (const high of records(x, 1)) square = largestSquare(high, lows, x, variances, square);
  return Math.sqrt(square);
}

/** The same for each unit on its own, over the pairs that it belongs to. By the same argument, a pass and few pairs a unit. */
export function largestDifferenceOfEach(x: Float64Array, variances: Float64Array): Float64Array {
  const highs = records(x, 1);
  const lows = records(x, -1);
  return x.map((_, unit) => {
    const above = largestSquare(unit, lows, x, variances, 0);
    return Math.sqrt(largestSquare(unit, highs, x, variances, above));
  });
}

function largestSquare(
  unit: number,
  others: readonly number[],
  x: Float64Array,
  variances: Float64Array,
  atLeast: number,
): number {
  let square = atLeast;
  for (const other of others) {
    const difference = (x[unit] as number) - (x[other] as number);
    const variance = (variances[unit] as number) + (variances[other] as number);
    // Without a division: most pairs are not a new largest one.
    if (difference * difference > square * variance && variance > 0)
      square = (difference * difference) / variance;
  }
  return square;
}

/** Indices at which `sign·x` is larger than ever before. */
function records(x: Float64Array, sign: 1 | -1): number[] {
  const found: number[] = [];
  let extreme = -Infinity;
  for (let index = 0; index < x.length; index += 1) {
    const value = sign * (x[index] as number);
    if (value > extreme) {
      extreme = value;
      found.push(index);
    }
  }
  return found;
}
