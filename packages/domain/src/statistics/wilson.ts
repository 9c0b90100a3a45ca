import type { Interval } from './interval.ts';
import { zOfLevel } from './normal.ts';
import { requirePart } from './share.ts';

/**
 * Wilson's score interval for a share of `x` in `n`, on 0–1; null when n is 0.
 *
 * `level` is the confidence (0.95), not the error probability. Source: E. B. Wilson, JASA 22 (1927) 209–212:
 * the shares p for which |x/n − p| ≤ z·√(p(1−p)/n). It stays inside 0–1 and keeps a width at 0 % and 100 %.
 * Worked: 65 of 100 → 0.5525444–0.7363575.
 */
export function wilsonInterval(x: number, n: number, level = 0.95): Interval | null {
  requirePart(x, n);
  const z = zOfLevel(level);
  if (n === 0) return null;

  const p = x / n;
  const centre = 2 * x + z * z;
  const reach = z * Math.sqrt(z * z + 4 * x * (1 - p));
  const scale = 2 * (n + z * z);
  return {
    // At the ends the formula gives exactly 0 and 1; rounding must not turn that into 1e-17 or 1.0000000000000002.
    low: x === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: x === n ? 1 : Math.min(1, (centre + reach) / scale),
  };
}
