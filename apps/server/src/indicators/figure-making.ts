import type { LocalDate, Reading, Sums } from '@huiyin/domain';
import { INDICATORS, sumOf } from '@huiyin/domain';
import type { IndicatorSystem } from './figures.repository.ts';

/** A reading with the sums it rests on: enough to recompute it. */
export interface MadeFigure {
  readonly reading: Reading;
  readonly sums: Sums;
}

/**
 * The figures of all indicators over some sums, by code; an indicator without a case is not among them. Null when the
 * counts do not fit together (a part above its whole, or below 0): folds that share a burst may add the whole a moment
 * after its part, and the fold that brings it marks the month again.
 */
export function figuresOf(sums: Sums): ReadonlyMap<string, MadeFigure> | null {
  const made = new Map<string, MadeFigure>();
  for (const { code, measures, reading } of INDICATORS) {
    const own = Object.fromEntries(measures.map((measure) => [measure, sumOf(sums, measure)]));
    try {
      const read = reading(own);
      if (read !== null) made.set(code, { reading: read, sums: own });
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
  return made;
}

/** The version of the indicator system that holds for a period: the newest in force as it begins, else the first. */
export function systemFor(oldestFirst: readonly IndicatorSystem[], periodStart: LocalDate): number {
  const inForce =
    oldestFirst.filter(({ effectiveFrom }) => effectiveFrom <= periodStart).at(-1) ?? oldestFirst[0];
  if (inForce === undefined) throw new Error('the database has no indicator system');
  return inForce.version;
}
