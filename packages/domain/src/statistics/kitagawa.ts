import { requirePart } from './share.ts';
import type { Part } from './share.ts';

/** One stratum (a channel, an item, a township) in both periods. */
export interface Stratum {
  readonly before: Part;
  readonly after: Part;
}

/** A change of a pooled share in two parts that add up to it exactly (but for rounding). All on −1…1. */
export interface RateMixSplit {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** What the strata's own shares contributed. */
  readonly rateEffect: number;
  /** What the shift of weight between strata contributed. */
  readonly mixEffect: number;
}

/**
 * Splits the change of a pooled share into a rate effect Σ w̄·Δr and a mix effect Σ r̄·Δw; null when a period is empty.
 *
 * Source: E. M. Kitagawa, JASA 50 (1955) 1168–1194; w is a stratum's share of the period, bars are means of both periods.
 * A stratum that is empty in one period has no share of its own there and is taken to be unchanged, so that its coming or
 * going is mix. Worked: (100 @ .90, 100 @ .60) → (50 @ .92, 150 @ .65) is .7500 → .7175, rate +.03875, mix −.07125:
 * both strata improved while the total fell.
 */
export function kitagawaSplit(strata: readonly Stratum[]): RateMixSplit | null {
  const before = pooled(strata.map((stratum) => stratum.before));
  const after = pooled(strata.map((stratum) => stratum.after));
  if (before.n === 0 || after.n === 0) return null;

  let rateEffect = 0;
  let mixEffect = 0;
  for (const stratum of strata) {
    const weightBefore = stratum.before.n / before.n;
    const weightAfter = stratum.after.n / after.n;
    if (weightBefore === 0 && weightAfter === 0) continue;
    const rateBefore = ownRate(stratum.before) ?? ownRate(stratum.after) ?? 0;
    const rateAfter = ownRate(stratum.after) ?? rateBefore;
    rateEffect += ((weightBefore + weightAfter) / 2) * (rateAfter - rateBefore);
    mixEffect += ((rateBefore + rateAfter) / 2) * (weightAfter - weightBefore);
  }
  const shareBefore = before.x / before.n;
  const shareAfter = after.x / after.n;
  return { before: shareBefore, after: shareAfter, change: shareAfter - shareBefore, rateEffect, mixEffect };
}

function pooled(parts: readonly Part[]): Part {
  let x = 0;
  let n = 0;
  for (const part of parts) {
    requirePart(part.x, part.n);
    x += part.x;
    n += part.n;
  }
  return { x, n };
}

function ownRate(part: Part): number | null {
  return part.n === 0 ? null : part.x / part.n;
}
