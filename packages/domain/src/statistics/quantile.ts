/**
 * The `p` quantile (0–1) of some values, interpolated between neighbours; null without values.
 *
 * Type 7 of R. J. Hyndman and Y. Fan, American Statistician 50 (1996) 361–365, the default of R and of spreadsheets, so that anybody
 * can recompute it: position (n − 1)·p in the sorted list. Worked: the 0.9 quantile of 1…10 is 9.1.
 */
export function quantile(values: readonly number[], p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile lies in 0–1, got ${p}`);
  for (const value of values) if (!Number.isFinite(value)) throw new RangeError(`Not a value: ${value}`);
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * p;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position - Math.floor(position));
}

/** The middle value, or the mean of the two middle values; null without values. Peers are compared with it. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}
