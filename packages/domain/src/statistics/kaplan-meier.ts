import type { Interval } from './interval.ts';
import { zOfLevel } from './normal.ts';

/** How many letters were answered after `wait` units of time, and how many were last seen open at that age. */
export interface WaitRow {
  /** Whole units of time (days, hours), ≥ 0. */
  readonly wait: number;
  readonly answered: number;
  readonly left: number;
}

/** The curve from one wait at which something was answered. `share` with `low`–`high` is on 0–1. */
export interface WaitStep extends Interval {
  readonly wait: number;
  /** Letters whose wait is known to have lasted at least this long. */
  readonly atRisk: number;
  readonly answered: number;
  /** Estimated share of all letters answered within `wait`, open letters allowed for. */
  readonly share: number;
}

export interface WaitCurve {
  /** One step for each wait at which something was answered, in rising order; none when nothing was. */
  readonly steps: readonly WaitStep[];
  /**
   * The smallest wait within which at least the share `p` (0 < p ≤ 1) is answered; null when the curve never gets
   * there, which readers must be told as "more than half are still open" and not as a number.
   */
  readonly quantile: (p: number) => number | null;
}

/**
 * The share answered within each wait, by Kaplan and Meier (JASA 53, 1958, 457–481), so that open letters count for as long as
 * they have been seen to wait. To leave the slow ones out would make a slow office look quick.
 *
 * Rows may come in any order, and a wait more than once. A letter that left at a wait was still at risk at that wait.
 * S(t) = Π (1 − answered/atRisk), share = 1 − S. Interval: Greenwood's variance on the log(−log S) scale,
 * S^exp(±z·√V/|log S|), V = Σ d/(r(r − d)). Where everything at risk was answered, V has no value: there the high end is 1 and
 * the low end goes by Wilson's bound z²/(r + z²) for the r last letters. Worked: 1 of 10 answered at wait 1, 4 left
 * at wait 2, 1 of 5 answered at wait 3 → shares 0.1 and 0.28.
 */
export function kaplanMeier(rows: readonly WaitRow[], level = 0.95): WaitCurve {
  const steps = stepsOf(inOrder(rows), zOfLevel(level));
  return { steps, quantile: (p) => waitQuantile(steps, p) };
}

function stepsOf(waits: readonly WaitRow[], z: number): WaitStep[] {
  let atRisk = waits.reduce((sum, row) => sum + row.answered + row.left, 0);
  // Between two departures the product telescopes to one fraction; that keeps the curve free of rounding without any.
  let openShare = 1;
  let openShareAtRisk = atRisk;
  let greenwood = 0;
  let mostStillOpen = 1;

  const steps: WaitStep[] = [];
  for (const { wait, answered, left } of waits) {
    if (answered > 0) {
      const remaining = atRisk - answered;
      const stillOpen = (openShare * remaining) / openShareAtRisk;
      greenwood += answered / (atRisk * remaining);
      const open =
        remaining === 0
          ? { low: 0, high: (mostStillOpen * z * z) / (atRisk + z * z) }
          : logLogInterval(stillOpen, greenwood, z);
      steps.push({ wait, atRisk, answered, share: 1 - stillOpen, low: 1 - open.high, high: 1 - open.low });
      mostStillOpen = open.high;
      atRisk = remaining;
    }
    if (left > 0) {
      openShare = (openShare * atRisk) / openShareAtRisk;
      atRisk -= left;
      openShareAtRisk = atRisk;
    }
  }
  return steps;
}

function waitQuantile(steps: readonly WaitStep[], p: number): number | null {
  if (!(p > 0 && p <= 1)) throw new RangeError(`A share above 0 and up to 1 is needed, got ${p}`);
  // 1 − 0.8 is a hair below 0.2: a share that equals p but for rounding has reached it.
  return steps.find((step) => step.share >= p - 1e-12)?.wait ?? null;
}

function logLogInterval(stillOpen: number, greenwood: number, z: number): Interval {
  const log = Math.log(stillOpen);
  const stretch = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(log));
  return { low: Math.exp(log * stretch), high: Math.exp(log / stretch) };
}

function inOrder(rows: readonly WaitRow[]): WaitRow[] {
  const byWait = new Map<number, WaitRow>();
  for (const row of rows) {
    const { wait, answered, left } = row;
    if (!(Number.isSafeInteger(wait) && wait >= 0 && isCount(answered) && isCount(left))) {
      throw new RangeError(`Not a row of waits: wait ${wait}, answered ${answered}, left ${left}`);
    }
    const known = byWait.get(wait);
    byWait.set(wait, known ? { wait, answered: known.answered + answered, left: known.left + left } : row);
  }
  return [...byWait.values()].sort((a, b) => a.wait - b.wait);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
