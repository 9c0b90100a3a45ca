/** Departments with so many cases and letters in twelve months; `to` is the first number that is too many. */
export interface VolumeBand {
  /** From 1, the fewest. */
  readonly band: number;
  readonly from: number;
  readonly to: number | null;
}

/** The bands between limits that rise: [500, 20000] makes 0–499, 500–19,999 and 20,000 upward. */
export const volumeBands = (limits: readonly number[]): VolumeBand[] =>
  [0, ...limits].map((from, place) => ({ band: place + 1, from, to: limits[place] ?? null }));

/** The band of a volume. 499 of [500, 20000] is in band 1, 500 in band 2. */
export const bandOf = (volume: number, limits: readonly number[]): VolumeBand =>
  volumeBands(limits).find(({ to }) => to === null || volume < to)!;
