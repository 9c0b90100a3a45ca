import { clip } from './interval.ts';
import { zOfLevel } from './normal.ts';

/**
 * The two pairs of lines of a funnel plot for one sample size. Chance alone puts 1 unit in 20 beyond the 95 % lines
 * and 1 in 500 beyond the 99.8 % lines.
 */
export interface FunnelLimits {
  readonly low95: number;
  readonly high95: number;
  readonly low998: number;
  readonly high998: number;
}

export type FunnelPosition = 'far below' | 'below' | 'within' | 'above' | 'far above';

/** How much more the units differ than chance explains: φ is 1 and τ² is 0 when chance explains everything. */
export interface OverDispersion {
  readonly phi: number;
  readonly tauSquared: number;
}

/**
 * Limits around the common share `target` (0–1) for a unit of `n`; null when n is 0.
 *
 * Definition: p0 ± z·√(p0(1−p0)/n + τ²), z = 1.959964 and 3.090232, clipped to 0–1. Source: D. J. Spiegelhalter, Statistics in
 * Medicine 24 (2005) 1185–1202. `tauSquared` comes from {@link overDispersion}; 0 is the plain funnel.
 * Worked: p0 = 0.80642448, n = 10 → 0.56154344–1 and 0.42032590–1.
 */
export function funnelLimitsOfShare(target: number, n: number, tauSquared = 0): FunnelLimits | null {
  if (!(target >= 0 && target <= 1)) throw new RangeError(`A share lies in 0–1, got ${target}`);
  return limits(target, target * (1 - target), n, tauSquared, 0, 1);
}

/**
 * Limits around the common mean `target` of a bounded score for a unit of `n`; null when n is 0.
 *
 * The same with the spread `sd` of single scores over all units in place of √(p0(1−p0)), clipped to `low`–`high`
 * (0–100 for a satisfaction index).
 */
export function funnelLimitsOfMean(
  target: number,
  sd: number,
  n: number,
  tauSquared = 0,
  bounds: { readonly low: number; readonly high: number } = { low: 0, high: 100 },
): FunnelLimits | null {
  if (!(sd >= 0)) throw new RangeError(`A spread is not negative, got ${sd}`);
  return limits(target, sd * sd, n, tauSquared, bounds.low, bounds.high);
}

/** Where a unit's value lies; a value on a line still counts as inside it. */
export function funnelPosition(value: number, lines: FunnelLimits): FunnelPosition {
  if (value < lines.low998) return 'far below';
  if (value > lines.high998) return 'far above';
  if (value < lines.low95) return 'below';
  if (value > lines.high95) return 'above';
  return 'within';
}

/**
 * Over-dispersion of units around `target`, by moments; null without a unit.
 *
 * `error` is the unit's standard error under the target, √(p0(1−p0)/n), and must be positive. With z = (value − target)/error and
 * w = 1/error²: φ = Σz²/k and τ² = max(0, (kφ − (k−1)) / (Σw − Σw²/Σw)) over k units. The widened limits use √(error² + τ²).
 * A single unit says nothing about the spread between units, so its τ² is 0.
 */
export function overDispersion(
  units: readonly { readonly value: number; readonly error: number }[],
  target: number,
): OverDispersion | null {
  const k = units.length;
  if (k === 0) return null;
  let squares = 0;
  let weights = 0;
  let squaredWeights = 0;
  for (const { value, error } of units) {
    if (!(error > 0)) throw new RangeError(`A standard error is positive, got ${error}`);
    const weight = 1 / (error * error);
    squares += (value - target) ** 2 * weight;
    weights += weight;
    squaredWeights += weight * weight;
  }
  const spread = weights - squaredWeights / weights;
  const excess = squares - (k - 1);
  return { phi: squares / k, tauSquared: k > 1 && spread > 0 ? Math.max(0, excess / spread) : 0 };
}

function limits(
  target: number,
  variance: number,
  n: number,
  tauSquared: number,
  low: number,
  high: number,
): FunnelLimits | null {
  if (!(n >= 0 && tauSquared >= 0)) throw new RangeError(`Not a funnel: n ${n}, tau² ${tauSquared}`);
  if (n === 0) return null;
  const error = Math.sqrt(variance / n + tauSquared);
  const line = (z: number): number => clip(target + z * error, low, high);
  const inner = zOfLevel(0.95);
  const outer = zOfLevel(0.998);
  return { low95: line(-inner), high95: line(inner), low998: line(-outer), high998: line(outer) };
}
