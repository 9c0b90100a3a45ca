import type { EntityManager, QueryRunner } from 'typeorm';

/** Advisory locks of the tallies and figures; the numbers only have to differ from the other advisory locks. */
const TALLIES = 7_301_011;
const FIGURES = 7_301_012;
const CELLS = 7_301_013;

/** Taken by every fold: many at once, but none while a rebuild runs. Held until the transaction ends. */
export const shareTallies = (manager: EntityManager): Promise<unknown> =>
  manager.query('select pg_advisory_xact_lock_shared($1)', [TALLIES]);

/** Taken by who writes figures: false when another one is at it. Held until the transaction ends. */
export async function tryFigures(manager: EntityManager): Promise<boolean> {
  const [row]: { got: boolean }[] = await manager.query('select pg_try_advisory_xact_lock($1) as got', [
    FIGURES,
  ]);
  return row?.got === true;
}

/** The same, waiting for it. */
export const lockFigures = (manager: EntityManager): Promise<unknown> =>
  manager.query('select pg_advisory_xact_lock($1)', [FIGURES]);

/** Taken by who looks through the public cells for small ones: false when another one is at it. Held until the transaction ends. */
export async function tryCells(manager: EntityManager): Promise<boolean> {
  const [row]: { got: boolean }[] = await manager.query('select pg_try_advisory_xact_lock($1) as got', [
    CELLS,
  ]);
  return row?.got === true;
}

/** The same, waiting for it: a release decides what is withheld, and nobody else meanwhile. */
export const lockCells = (manager: EntityManager): Promise<unknown> =>
  manager.query('select pg_advisory_xact_lock($1)', [CELLS]);

/**
 * Keeps folds and figure jobs away while `work` runs. The locks belong to the session and are taken before the work
 * begins its transaction: a repeatable-read snapshot taken first would be older than the last fold it waited for.
 */
export async function withTalliesToItself<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  await runner.query('select pg_advisory_lock($1), pg_advisory_lock($2)', [FIGURES, TALLIES]);
  try {
    return await work();
  } finally {
    await runner.query('select pg_advisory_unlock($1), pg_advisory_unlock($2)', [TALLIES, FIGURES]);
  }
}
