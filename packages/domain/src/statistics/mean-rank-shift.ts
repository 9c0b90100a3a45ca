/**
 * The rank of each score, in the order given; rank 1 is best and equal scores share the better rank.
 * Worked: (7, 9, 7, 5) → (2, 1, 2, 4).
 */
export function ranksOf(scores: readonly number[], best: 'highest' | 'lowest'): number[] {
  const sign = best === 'highest' ? -1 : 1;
  const sorted = Float64Array.from(scores, (score) => sign * score).sort();
  // Sorting puts what is no number last.
  if (Number.isNaN(sorted.at(-1))) throw new RangeError('A score that is no number has no rank');
  const rankOf = new Map<number, number>();
  sorted.forEach((score, index) => {
    if (!rankOf.has(score)) rankOf.set(score, index + 1);
  });
  return scores.map((score) => rankOf.get(sign * score) as number);
}

/**
 * By how many ranks units move on average between two rankings, the mean of |rank − rank|; null without units. Both rankings name
 * the same units in the same order.
 *
 * Source: M. Saisana, A. Saltelli, S. Tarantola, Journal of the Royal Statistical Society A 168 (2005) 307–323, there R̄ₛ.
 * Worked: 1 2 3 4 5 → 2 1 3 5 4 is 0.8.
 */
export function meanRankShift(before: readonly number[], after: readonly number[]): number | null {
  if (before.length !== after.length) throw new RangeError('Both rankings are of the same units');
  if (before.length === 0) return null;
  let moved = 0;
  before.forEach((rank, index) => {
    const shift = Math.abs(rank - (after[index] as number));
    if (!Number.isFinite(shift)) throw new RangeError(`Not ranks: ${rank} and ${after[index]}`);
    moved += shift;
  });
  return moved / before.length;
}
