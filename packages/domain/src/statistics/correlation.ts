import { clip } from './interval.ts';
import type { Interval } from './interval.ts';
import { zOfLevel } from './normal.ts';

/** A correlation and how many units it rests on; `r` is null where nothing can be said. */
export interface Correlation {
  readonly r: number | null;
  readonly n: number;
}

/**
 * Pearson's correlation of two equally long series, on −1…1; null for fewer than 3 pairs, or when either series never changes.
 *
 * Definition: Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)²·Σ(y−ȳ)²). Source: K. Pearson, Philosophical Transactions A 187 (1896) 253–318.
 * Worked: (1, 2, 3, 4) and (1, 3, 2, 4) → 4/5 = .8.
 */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  if (x.length !== y.length) throw new RangeError('Correlated series are equally long');
  const dx = deviations(x);
  const dy = deviations(y);
  if (x.length < 3 || dx === null || dy === null) return null;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let index = 0; index < dx.length; index += 1) {
    const a = dx[index] as number;
    const b = dy[index] as number;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const both = Math.sqrt(xx) * Math.sqrt(yy);
  return both > 0 ? clip(xy / both, -1, 1) : null;
}

/**
 * The correlation of each indicator with each, `matrix[i][j]`; on the diagonal 1. One row of `units` is one unit, with a value
 * or null for each indicator; a pair of indicators rests on the units that have both (pairwise deletion).
 */
export function correlationMatrix(units: readonly (readonly (number | null)[])[]): Correlation[][] {
  const indicators = units[0]?.length ?? 0;
  for (const unit of units)
    if (unit.length !== indicators) throw new RangeError('Every unit needs every indicator, if only as null');
  const matrix: Correlation[][] = Array.from({ length: indicators }, () => []);
  matrix.forEach((row, i) => {
    for (let j = 0; j < indicators; j += 1) row.push(matrix[j]?.[i] ?? pairwise(units, i, j));
  });
  return matrix;
}

/**
 * Interval around a correlation `r` of `n` pairs, on −1…1; null for fewer than 4 pairs.
 *
 * Definition: tanh(artanh r ± z/√(n − 3)). Source: R. A. Fisher, Metron 1 (1921) 3–32.
 * Worked: r = −.5 of 28 pairs → −.7358 to −.1560.
 */
export function correlationInterval(r: number, n: number, level = 0.95): Interval | null {
  if (!(r >= -1 && r <= 1)) throw new RangeError(`A correlation lies in −1…1, got ${r}`);
  if (!(n >= 0)) throw new RangeError(`Not a number of pairs: ${n}`);
  const z = zOfLevel(level);
  if (n < 4) return null;
  const reach = z / Math.sqrt(n - 3);
  return { low: Math.tanh(Math.atanh(r) - reach), high: Math.tanh(Math.atanh(r) + reach) };
}

function pairwise(units: readonly (readonly (number | null)[])[], i: number, j: number): Correlation {
  const x: number[] = [];
  const y: number[] = [];
  for (const unit of units) {
    const a = unit[i] ?? null;
    const b = unit[j] ?? null;
    if (a === null || b === null) continue;
    x.push(a);
    y.push(b);
  }
  return { r: correlation(x, y), n: x.length };
}

/** Distances from the mean; null for a series that never changes, which its rounded mean might hide. */
function deviations(series: readonly number[]): number[] | null {
  let sum = 0;
  let changes = false;
  for (const value of series) {
    if (!Number.isFinite(value)) throw new RangeError(`Not a value: ${value}`);
    sum += value;
    changes ||= value !== series[0];
  }
  return changes ? series.map((value) => value - sum / series.length) : null;
}
