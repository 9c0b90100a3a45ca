import type { Difference } from './interval.ts';
import { wilsonInterval } from './wilson.ts';

/**
 * Difference of two independent shares, x1/n1 − x2/n2, with its interval, on −1…1; null when either is empty.
 *
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10: the two Wilson intervals are combined
 * by squares, each side with the distance that matters on that side. Worked: 56/70 − 48/80 = 0.2000 (0.0524, 0.3339).
 */
export function newcombeDifference(
  x1: number,
  n1: number,
  x2: number,
  n2: number,
  level = 0.95,
): Difference | null {
  const first = wilsonInterval(x1, n1, level);
  const second = wilsonInterval(x2, n2, level);
  if (first === null || second === null) return null;

  const p1 = x1 / n1;
  const p2 = x2 / n2;
  return {
    difference: p1 - p2,
    low: p1 - p2 - Math.hypot(p1 - first.low, second.high - p2),
    high: p1 - p2 + Math.hypot(first.high - p1, p2 - second.low),
  };
}
