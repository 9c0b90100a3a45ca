import { newcombeDifference, wilsonInterval } from '../statistics/index.ts';
import type { Measure, Sums } from '../tallies/index.ts';
import { MEASURE_NAMES, sumOf } from '../tallies/index.ts';
import type { Indicator } from './indicator.ts';

export type Formula = Pick<
  Indicator,
  'unit' | 'measures' | 'population' | 'restsOn' | 'reading' | 'change' | 'standardError'
>;

/** The formula of what a share leaves: 1 − Σ part / Σ whole. */
export function restOf(parts: readonly Measure[], whole: readonly Measure[]): Formula {
  return shareBy(
    (sums) => total(sums, whole) - total(sums, parts),
    (sums) => total(sums, whole),
    parts,
    whole,
  );
}

/** The formula of every indicator that is a share: Σ numerator measures / Σ denominator measures, Wilson 95 %. */
export function shareOf(numerators: readonly Measure[], denominators: readonly Measure[]): Formula {
  return shareBy(
    (sums) => total(sums, numerators),
    (sums) => total(sums, denominators),
    numerators,
    denominators,
  );
}

const total = (sums: Sums, measures: readonly Measure[]): number =>
  measures.reduce((sum, measure) => sum + sumOf(sums, measure), 0);

function shareBy(
  hits: (sums: Sums) => number,
  cases: (sums: Sums) => number,
  numerators: readonly Measure[],
  denominators: readonly Measure[],
): Formula {
  const counts = (sums: Sums): [number, number] => [hits(sums), cases(sums)];
  return {
    unit: 'share',
    // As they are declared: the whole before what is counted of it.
    measures: MEASURE_NAMES.filter((name) => numerators.includes(name) || denominators.includes(name)),
    population: denominators,
    restsOn: 'people',
    reading(sums) {
      const [x, n] = counts(sums);
      const interval = wilsonInterval(x, n);
      return interval === null ? null : { value: x / n, ...interval, numerator: x, denominator: n };
    },
    change(earlier, later) {
      const [x0, n0] = counts(earlier);
      const [x1, n1] = counts(later);
      return newcombeDifference(x1, n1, x0, n0);
    },
    standardError(sums) {
      const [x, n] = counts(sums);
      if (n === 0) return null;
      // Two successes and two failures added (Agresti and Coull), so that 100 % of 30 is not taken as certain.
      const p = (x + 2) / (n + 4);
      return Math.sqrt((p * (1 - p)) / (n + 4));
    },
  };
}
