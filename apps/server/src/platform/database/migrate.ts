import { addMonthsToStart, localDateOf, monthStart } from '@huiyin/domain';
import type { DataSource } from 'typeorm';
import { ensurePartitions } from './partitions.ts';

/** How far ahead partitions exist, so that a worker which is away for months does not stop the ingest. */
export const MONTHS_AHEAD = 12;

/** Brings the schema up to date and makes the partitions around now. Safe to repeat and to run twice at once. */
export async function migrate(source: DataSource, nowMs: number): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    // Held for the whole run: a second process waits and then finds nothing left to do.
    await runner.query('select pg_advisory_lock(7301000)');
    await source.runMigrations();
    await assertUtf8(source);
  } finally {
    await runner.query('select pg_advisory_unlock(7301000)');
    await runner.release();
  }
  const today = localDateOf(nowMs, 'UTC');
  await ensurePartitions(
    source.manager,
    addMonthsToStart(monthStart(today), -1),
    addMonthsToStart(monthStart(today), MONTHS_AHEAD),
  );
}

/** A database whose encoding is not UTF-8 would garble every name: refuse it before anything is stored. */
async function assertUtf8(source: DataSource): Promise<void> {
  const [row]: { encoding: string }[] = await source.query(
    `select current_setting('server_encoding') as encoding`,
  );
  if (row?.encoding !== 'UTF8') {
    throw new Error(
      `The database is encoded in ${row?.encoding ?? 'something unknown'}. Make one with UTF8: create database huiyin encoding 'UTF8' template template0.`,
    );
  }
}
