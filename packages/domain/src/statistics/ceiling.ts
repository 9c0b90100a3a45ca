import { rankIntervals } from './rank-interval.ts';

export interface CeilingQuestion {
  /** One an office: its value and the standard error of it, in the indicator's own unit. */
  readonly units: readonly { readonly value: number; readonly error: number }[];
  /** The best and the worst value there can be, such as 1 and 0 for a share and 100 and 0 for points; either may be the larger. */
  readonly best: number;
  readonly worst: number;
  readonly seed: number;
  /** How close to the best value counts as being there, as a share of the way from worst to best: 0.005, half a point in 100. */
  readonly near?: number;
  readonly draws?: number;
}

export interface CeilingDiagnosis {
  readonly verdict: 'separates' | 'hardly' | 'ceiling';
  /** Share of the pairs of units that can be told apart, all at once with 95 %. */
  readonly pairsApart: number;
  /** Share of the units at the best value. */
  readonly atBest: number;
  /** Share of the variance between units that is not chance; null when there is no variance of either kind. */
  readonly reliability: number | null;
}

/** From this share of the units at the best value on, the rest is an exception and no longer a spectrum. */
const CEILING_AT_BEST = 0.9;
/** Below this the noise in a comparison of two units outweighs what can be learned from it. */
const RELIABLE = 0.7;
/** Below this a table of the units is a list of those that cannot be told apart. */
const PAIRS_APART = 0.1;

/**
 * Whether an indicator still separates units; null for fewer than two.
 *
 * 'ceiling': at least 90 % stand at the best value, even where huge numbers let a hundredth of a point be told apart, for that is no
 * difference to a citizen. Otherwise 'separates' when at least 10 % of the pairs can be told apart ({@link rankIntervals}) and the
 * reliability is at least 0.7; otherwise 'hardly'.
 * Definition: reliability = τ²/(τ² + mean error²) with τ² = max(0, variance of the values − mean error²), by moments. Source:
 * J. L. Adams, The Reliability of Provider Profiling, RAND TR-653 (2009), where 0.7 is the customary least.
 * Worked: 50 offices of 40,800 ratings each, 99.99 % satisfied everywhere → ceiling. Values 60, 70, 80 with error 2 → variance 100,
 * reliability 96/100.
 */
export function ceilingDiagnosis(question: CeilingQuestion): CeilingDiagnosis | null {
  const { units, best, worst, seed, near = 0.005, draws = 1000 } = question;
  if (!(Number.isFinite(best - worst) && best !== worst))
    throw new RangeError(`Not a best and a worst value: ${best} and ${worst}`);
  if (!(near >= 0 && near < 1)) throw new RangeError(`A share of the way lies in 0–1, got ${near}`);
  if (units.length < 2) return null;

  const ranks = rankIntervals({
    estimates: units.map(({ value }) => value),
    errors: units.map(({ error }) => error),
    best: best > worst ? 'highest' : 'lowest',
    seed,
    draws,
  });
  const pairs = (units.length * (units.length - 1)) / 2;
  const pairsApart = ranks.reduce((sum, { better }) => sum + better.length, 0) / pairs;
  const close = near * Math.abs(best - worst);
  const atBest = units.filter(({ value }) => Math.abs(best - value) <= close).length / units.length;
  const reliability = reliabilityOf(units);
  return { verdict: verdictOf(pairsApart, atBest, reliability), pairsApart, atBest, reliability };
}

function reliabilityOf(units: CeilingQuestion['units']): number | null {
  // From the first value on, so that values that are all equal have no variance out of rounding.
  const first = units[0]?.value ?? 0;
  const meanOf = (of: (unit: CeilingQuestion['units'][number]) => number): number =>
    units.reduce((sum, unit) => sum + of(unit), 0) / units.length;
  const mean = meanOf(({ value }) => value - first);
  const squares = meanOf(({ value }) => (value - first - mean) ** 2) * units.length;
  const chance = meanOf(({ error }) => error * error);
  const between = Math.max(0, squares / (units.length - 1) - chance);
  return between + chance > 0 ? between / (between + chance) : null;
}

function verdictOf(
  pairsApart: number,
  atBest: number,
  reliability: number | null,
): CeilingDiagnosis['verdict'] {
  if (atBest >= CEILING_AT_BEST) return 'ceiling';
  return pairsApart >= PAIRS_APART && reliability !== null && reliability >= RELIABLE
    ? 'separates'
    : 'hardly';
}
