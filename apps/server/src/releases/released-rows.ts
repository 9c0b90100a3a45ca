import type { Measure, Sums } from '@huiyin/domain';
import { INDICATORS, MEASURE_NAMES, POPULATIONS, populationOf } from '@huiyin/domain';
import type { ScopePeriod } from '../indicators/scope-period.ts';
import { scopePeriodText } from '../indicators/scope-period.ts';
import type { SumsRow } from '../indicators/span-row.ts';

/** A row of an earlier release. */
export interface ReleasedRow extends SumsRow {
  readonly withheld: readonly string[];
}

/** The populations that read each measure: they are shown, withheld and corrected together. */
export const READERS: ReadonlyMap<Measure, readonly string[]> = readersOfMeasures();

function readersOfMeasures(): Map<Measure, readonly string[]> {
  const readers = new Map<Measure, Set<string>>();
  const add = (measure: Measure, population: string) =>
    readers.set(measure, (readers.get(measure) ?? new Set()).add(population));
  for (const indicator of INDICATORS)
    for (const measure of indicator.measures) add(measure, populationOf(indicator));
  for (const { key, measures } of POPULATIONS) for (const measure of measures) add(measure, key);
  return new Map([...readers].map(([measure, populations]) => [measure, [...populations]]));
}

/** What no indicator reads: it has no people whose changes could be weighed, and is in no file of a release. */
const UNREAD = MEASURE_NAMES.filter((measure) => !READERS.has(measure));

/**
 * The rows of a correction: the present numbers, but those that were published before wherever a population is held
 * back. `held` says of which rows, by their key, which populations. A row that is wholly new stands as it is. What no
 * indicator reads is told as it was first released, and never corrected.
 */
export function withHeld(
  now: readonly SumsRow[],
  before: ReadonlyMap<string, ReleasedRow>,
  held: ReadonlyMap<string, ReadonlySet<string>>,
): SumsRow[] {
  const keys = new Map<string, ScopePeriod>();
  for (const row of [...now, ...before.values()]) keys.set(scopePeriodText(row), row);
  const present = new Map(now.map((row) => [scopePeriodText(row), row]));
  return [...keys].flatMap(([text, key]) => {
    const keep = held.get(text) ?? new Set<string>();
    const [own, old] = [present.get(text), before.get(text)];
    const sums: Partial<Record<Measure, number>> = {};
    for (const [measure, readers] of READERS) {
      const source = readers.some((population) => keep.has(population)) ? old : own;
      const count = source?.sums[measure] ?? 0;
      if (count !== 0) sums[measure] = count;
    }
    for (const measure of UNREAD) {
      const count = (old ?? own)?.sums[measure] ?? 0;
      if (count !== 0) sums[measure] = count;
    }
    const waits = (keep.has('letter_received') ? old : own)?.waits ?? null;
    if (Object.keys(sums).length === 0 && waits === null) return [];
    const { scopeKind, scopeCode, periodKind, periodStart } = key;
    return [{ scopeKind, scopeCode, periodKind, periodStart, sums, waits }];
  });
}

/** What of a row is published: only measures that indicators read, none of a population that is withheld. */
export function publishedSums(sums: Sums, withheld: readonly string[]): Sums {
  const told: Partial<Record<Measure, number>> = {};
  for (const [measure, readers] of READERS) {
    const count = sums[measure] ?? 0;
    if (count === 0) continue;
    if (readers.some((population) => !withheld.includes(population))) told[measure] = count;
  }
  return told;
}

/** How many people of a population stand behind a row. */
export const peopleIn = (row: SumsRow | undefined, measures: readonly Measure[]): number =>
  measures.reduce((sum, measure) => sum + (row?.sums[measure] ?? 0), 0);
