import type { Measure, Sums } from '@huiyin/domain';

/** Sums of several sets of cells together. */
export function addSums(all: readonly Sums[]): Sums {
  const total: Partial<Record<Measure, number>> = {};
  for (const sums of all) {
    for (const measure of Object.keys(sums) as Measure[])
      total[measure] = (total[measure] ?? 0) + (sums[measure] ?? 0);
  }
  return total;
}
