import type { Contributions, DayContribution, WaitContribution } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import type { TallyShape } from './columns.ts';
import { DAY_SHAPE, WAIT_SHAPE, keyValues } from './columns.ts';

/** PostgreSQL takes at most 65,535 parameters in a statement. */
const PARAMETERS_MAX = 60_000;

/**
 * Writes the deltas of a change into the outbox of the tallies. Call it in the transaction that writes the fact, with
 * `deltaOf(before, after)` or the result of `CellSums`: then the tallies equal their facts whatever dies when.
 */
export async function writeDeltas(manager: EntityManager, deltas: Contributions): Promise<void> {
  await insertRows(manager, DAY_SHAPE, deltas.days);
  await insertRows(manager, WAIT_SHAPE, deltas.waits);
}

/** Names only the measures that some of the cells change: a rating changes two or three of the many. */
async function insertRows(
  manager: EntityManager,
  shape: TallyShape,
  cells: readonly (DayContribution | WaitContribution)[],
): Promise<void> {
  const changed = (measure: string) => cells.some(({ sums }) => (sums as Counts)[measure]);
  const measures = shape.measures.filter(changed);
  const columns = [...shape.keys, ...measures];
  const chunk = Math.floor(PARAMETERS_MAX / columns.length);
  for (let start = 0; start < cells.length; start += chunk) {
    const part = cells.slice(start, start + chunk);
    const tuples = part.map(
      (_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
    );
    await manager.query(
      `insert into ${shape.outbox} (${columns.join(', ')})
       values ${tuples.join(', ')}`,
      part.flatMap((cell) => [
        ...keyValues(cell),
        ...measures.map((measure) => (cell.sums as Counts)[measure] ?? 0),
      ]),
    );
  }
}

type Counts = Readonly<Record<string, number | undefined>>;
