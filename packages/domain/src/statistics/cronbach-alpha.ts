/**
 * Cronbach's alpha of k indicators: how far they agree on one thing, 1 when they say the same, 0 when they have nothing in
 * common, below 0 when they contradict each other. One row of `units` is one unit; rows with a null are left out.
 *
 * Definition: k/(k−1) · (1 − Σ variances of the indicators / variance of the units' sums). Source: L. J. Cronbach, Psychometrika 16
 * (1951) 297–334. The indicators must share a scale and a direction, so give them as scores. Null for fewer than 2 indicators or 3
 * complete units, and when the sums do not differ. Worked: (1, 2), (2, 4), (3, 3) → 2·(1 − (1 + 1)/3) = .6667.
 */
export function cronbachAlpha(units: readonly (readonly (number | null)[])[]): number | null {
  const k = units[0]?.length ?? 0;
  for (const unit of units)
    if (unit.length !== k) throw new RangeError('Every unit needs every indicator, if only as null');
  const complete = units.filter((unit): unit is readonly number[] => !unit.includes(null));
  if (k < 2 || complete.length < 3) return null;
  let parts = 0;
  for (let indicator = 0; indicator < k; indicator += 1)
    parts += variance(complete.map((unit) => unit[indicator] as number));
  const whole = variance(complete.map((unit) => unit.reduce((sum, value) => sum + value, 0)));
  // Indicators that cancel each other out leave rounding in the sums, and dividing by that says nothing.
  if (!(whole > 1e-12 * parts)) return null;
  return (k / (k - 1)) * (1 - parts / whole);
}

function variance(values: readonly number[]): number {
  // From the first value on, so that values that are all equal have no variance at all, not one out of rounding.
  const first = values[0] as number;
  let sum = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError(`Not a value: ${value}`);
    sum += value - first;
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - first - mean) ** 2;
  return squares / (values.length - 1);
}
