/** A part of a whole: `x` of `n`, with 0 ≤ x ≤ n. */
export interface Part {
  readonly x: number;
  readonly n: number;
}

/** `x / n` on 0–1; null when there is nothing to divide by. */
export function share(x: number, n: number): number | null {
  requirePart(x, n);
  return n === 0 ? null : x / n;
}

/**
 * The share of several parts taken together: numerators and denominators are summed, shares are never averaged.
 * Worked: 90 of 100 and 10 of 20 make 100/120 = 83.3 %, where the mean of the shares would say 70 %.
 */
export function pooledShare(parts: readonly Part[]): number | null {
  let x = 0;
  let n = 0;
  for (const part of parts) {
    requirePart(part.x, part.n);
    x += part.x;
    n += part.n;
  }
  return n === 0 ? null : x / n;
}

/** Throws RangeError unless `x` of `n` can be a part of a whole; a wrong tally must stop here and not become a figure. */
export function requirePart(x: number, n: number): void {
  if (!(Number.isFinite(n) && x >= 0 && x <= n)) throw new RangeError(`Not a part of a whole: ${x} of ${n}`);
}
