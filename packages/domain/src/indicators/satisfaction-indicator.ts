import {
  satisfactionDifference,
  satisfactionIndex,
  satisfactionInterval,
  satisfactionStandardError,
} from '../statistics/index.ts';
import type { LevelCounts } from '../statistics/index.ts';
import type { Measure, Sums } from '../tallies/index.ts';
import { sumOf } from '../tallies/index.ts';
import type { Formula } from './share-indicator.ts';

/** The measures that count answers at levels 1 to 5, in this order. */
export type LevelMeasures = readonly [Measure, Measure, Measure, Measure, Measure];

/** The formula of a satisfaction index: Σ 25·(level − 1) / answers, on 0–100. */
export function satisfactionOf(levels: LevelMeasures): Formula & { readonly levels: LevelMeasures } {
  const countsOf = (sums: Sums): LevelCounts =>
    levels.map((name) => sumOf(sums, name)) as unknown as LevelCounts;
  return {
    unit: 'points',
    levels,
    measures: levels,
    population: levels,
    restsOn: 'people',
    reading(sums) {
      const counts = countsOf(sums);
      const value = satisfactionIndex(counts);
      const interval = satisfactionInterval(counts);
      if (value === null || interval === null) return null;
      const denominator = counts.reduce((total, count) => total + count, 0);
      const numerator = counts.reduce((total, count, index) => total + 25 * index * count, 0);
      return { value, ...interval, numerator, denominator };
    },
    change: (earlier, later) => satisfactionDifference(countsOf(later), countsOf(earlier)),
    standardError: (sums) => satisfactionStandardError(countsOf(sums)),
  };
}
