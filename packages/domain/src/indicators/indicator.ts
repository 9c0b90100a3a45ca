import type { Measure, Sums } from '../tallies/index.ts';
import type { Bilingual } from '../wording/bilingual.ts';

export type DimensionCode = 'R' | 'S' | 'C' | 'Z' | 'D' | 'P';

/** An indicator's value with all that is needed to believe it. `value`, `low`, `high` are in the indicator's unit. */
export interface Reading {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly numerator: number;
  /** n: how many cases the value rests on. */
  readonly denominator: number;
}

/** A difference of two readings, later minus earlier, with its 95 % interval. */
export interface Change {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** `share` is 0–1 (shown as a percentage), `points` 0–100. */
export type IndicatorUnit = 'share' | 'points';

/**
 * One indicator, declared in one file: what it means in words, which measures it reads and how they become a value.
 * Everything that shows, ranks or explains it takes it from here.
 */
export interface Indicator {
  readonly code: string;
  /** Null for the display-only ones, which reuse the records of a scored one and never enter the composite. */
  readonly dimension: DimensionCode | null;
  readonly name: Bilingual;
  readonly explanation: Bilingual;
  readonly numerator: Bilingual;
  readonly denominator: Bilingual;
  readonly cohort: Bilingual;
  /** What n counts, as it stands behind a number: "n = 389 封到期来信". */
  readonly noun: Bilingual;
  readonly source: Bilingual;
  readonly unit: IndicatorUnit;
  readonly better: 'up' | 'down';
  readonly measures: readonly Measure[];
  /** Those of them that n is the sum of. Indicators with the same ones rest on the same people. */
  readonly population: readonly Measure[];
  /** Cases are people's own, so small groups of them are withheld; `things` are nobody's secret and are counted in full. */
  readonly restsOn: 'people' | 'things';
  /** Null when the denominator is 0: nothing can be said. */
  readonly reading: (sums: Sums) => Reading | null;
  /** Null when either side has no reading. */
  readonly change: (earlier: Sums, later: Sums) => Change | null;
  /** Standard error of the value, for ranking and funnels; null when nothing can be said. */
  readonly standardError: (sums: Sums) => number | null;
}
