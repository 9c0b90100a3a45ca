import { POPULATIONS, heldChanges } from '@huiyin/domain';
import type { SumsRow } from '../indicators/span-row.ts';
import { scopePeriodText } from '../indicators/scope-period.ts';
import type { PublicCell, Structure } from '../indicators/suppression/public-cells.ts';
import { publicCells } from '../indicators/suppression/public-cells.ts';
import { SMALL_MAX, isStock } from '../indicators/suppression/suppression.service.ts';
import { unhurried } from '../platform/unhurried.ts';
import type { ReleasedRow } from './released-rows.ts';
import { READERS, peopleIn } from './released-rows.ts';

/** Of which months and scopes, and which populations, the correction is held back: what changed rests on 1–10 people. */
export async function heldCells(
  present: readonly SumsRow[],
  old: ReadonlyMap<string, ReleasedRow>,
  structure: Structure,
): Promise<Map<string, ReadonlySet<string>>> {
  const now = new Map(present.map((row) => [scopePeriodText(row), row]));
  const keys = [...new Set([...now.keys(), ...old.keys()])].sort();
  const held = new Map<string, Set<string>>();
  for (const population of POPULATIONS) {
    const own = [...READERS].flatMap(([measure, readers]) =>
      readers.includes(population.key) ? [measure] : [],
    );
    const cells = keys.map((key): PublicCell & { before: number; now: number; changed: boolean } => {
      const [was, is] = [old.get(key), now.get(key)];
      const sizes = [peopleIn(was, population.measures), peopleIn(is, population.measures)] as const;
      const changed = own.some((measure) => (was?.sums[measure] ?? 0) !== (is?.sums[measure] ?? 0));
      // The structure only needs to know that a cell is there: an emptied one is too.
      return {
        ...(is ?? was)!,
        n: Math.max(...sizes),
        released: null,
        kept: false,
        before: sizes[0],
        now: sizes[1],
        changed,
      };
    });
    const { cells: listed, sums } = await unhurried(publicCells(cells, structure, isStock(population)));
    const sized = listed as typeof cells;
    const changes = {
      before: sized.map((cell) => cell.before),
      now: sized.map((cell) => cell.now),
      changed: sized.map((cell) => cell.changed),
      sums,
      smallMax: SMALL_MAX,
    };
    const keep = await unhurried(heldChanges(changes));
    for (const place of keep) {
      const key = scopePeriodText(sized[place]!);
      held.set(key, (held.get(key) ?? new Set()).add(population.key));
    }
  }
  return withTheirReaders(held);
}

/** Populations that share a measure are held together: their numbers must fit each other. */
function withTheirReaders(held: ReadonlyMap<string, ReadonlySet<string>>): Map<string, ReadonlySet<string>> {
  const together = [...READERS.values()].filter((readers) => readers.length > 1);
  return new Map(
    [...held].map(([key, populations]) => [
      key,
      new Set([
        ...populations,
        ...together.filter((readers) => readers.some((one) => populations.has(one))).flat(),
      ]),
    ]),
  );
}
