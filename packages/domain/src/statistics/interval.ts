/** A confidence interval, both ends included. `low <= high` always. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An estimated difference (first minus second) with its interval. */
export interface Difference extends Interval {
  readonly difference: number;
}

/** Holds `value` inside `[low, high]`: a share beyond 0–1 or an index beyond 0–100 means nothing to a reader. */
export function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
