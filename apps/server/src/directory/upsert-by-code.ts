import type { ProblemCode } from '@huiyin/contract';
import type { EntityManager } from 'typeorm';
import { VisitorError } from '../platform/errors/errors.ts';
import type { Bilingual } from './directory.ts';

/** What became of the rows. A code that comes twice counts as unchanged the first time: the last row holds. */
export interface UpsertCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Rows that go to the database as one JSON parameter. */
const CHUNK = 5_000;

export const nameColumns = (row: { code: string; name: Bilingual }) => ({
  code: row.code,
  name_zh: row.name.zh,
  name_en: row.name.en,
});

/** Runs `store` over the rows in chunks, one row a code, and counts what it says it changed. */
export async function upsertChunks<R extends { readonly code: string }>(
  rows: readonly R[],
  store: (chunk: readonly R[]) => Promise<{ changed: readonly { code: string; inserted: boolean }[] }>,
): Promise<UpsertCounts> {
  let inserted = 0;
  let changedRows = 0;
  for (const chunk of chunks(uniqueByCode(rows))) {
    const { changed } = await store(chunk);
    changedRows += changed.length;
    inserted += changed.filter((row) => row.inserted).length;
  }
  return { inserted, updated: changedRows - inserted, unchanged: rows.length - changedRows };
}

export const uniqueByCode = <R extends { readonly code: string }>(rows: readonly R[]): R[] => [
  ...new Map(rows.map((row) => [row.code, row])).values(),
];

export function* chunks<R>(rows: readonly R[]): Generator<readonly R[]> {
  for (let start = 0; start < rows.length; start += CHUNK) yield rows.slice(start, start + CHUNK);
}

/** Runs a query that finds a code which nobody knows, and refuses it by name. */
export async function refuseMissing(
  manager: EntityManager,
  problem: ProblemCode,
  query: string,
  parameters: readonly unknown[] = [],
): Promise<void> {
  const [missing]: { code: string }[] = await manager.query(query, [...parameters]);
  if (missing !== undefined) throw new VisitorError(problem, { code: missing.code });
}

/** TypeORM answers an `update … returning` with the rows and their number. */
export async function updated(
  manager: EntityManager,
  query: string,
  parameters: unknown[],
): Promise<{ code: string }[]> {
  const [rows]: [{ code: string }[], number] = await manager.query(query, parameters);
  return rows;
}
