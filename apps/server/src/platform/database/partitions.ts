import type { LocalDate } from '@huiyin/domain';
import { addMonthsToStart, lowestUuidAt, monthStart } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';

/** Tables kept by month. `id`: by the time inside the UUIDv7 of the fact; `day`: by the local day of the cell. */
const BY_MONTH = [
  { table: 'invitation', by: 'id' },
  { table: 'rating', by: 'id' },
  { table: 'rating_event', by: 'id' },
  { table: 'letter', by: 'id' },
  { table: 'letter_event', by: 'id' },
  { table: 'reply', by: 'id' },
  { table: 'reply_sample', by: 'id' },
  { table: 'rectification', by: 'id' },
  { table: 'rectification_event', by: 'id' },
  { table: 'appeal', by: 'id' },
  { table: 'tally_day', by: 'day' },
] as const;

/** One process makes partitions at a time; the number only has to differ from the other advisory locks. */
const PARTITION_LOCK = 7_301_001;

/**
 * Makes the monthly partitions for all days from `from` to `to`, both included, where they do not exist yet. A fact's
 * id is in UTC and its day is local, so a month on either side is made as well. Safe to repeat and to run twice at once.
 * Gives how many were missing.
 */
export async function ensurePartitions(
  manager: EntityManager,
  from: LocalDate,
  to: LocalDate,
): Promise<number> {
  const wanted = monthsFrom(
    addMonthsToStart(monthStart(from), -1),
    addMonthsToStart(monthStart(to), 1),
  ).flatMap((month) =>
    BY_MONTH.map((parent) => ({
      ...parent,
      month,
      name: `${parent.table}_${month.slice(0, 7).replace('-', '_')}`,
    })),
  );
  const missing = await withoutExisting(manager, wanted);
  if (missing.length === 0) return 0;
  await manager.transaction(async (inner) => {
    await inner.query('select pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
    for (const { table, by, month, name } of await withoutExisting(inner, missing)) {
      const next = addMonthsToStart(month, 1);
      const [low, high] =
        by === 'day' ? [month, next] : [lowestUuidAt(Date.parse(month)), lowestUuidAt(Date.parse(next))];
      // Names and bounds are made of digits and our own words: nothing of a visitor reaches this statement.
      // Made apart and then attached: `partition of` would lock readers and writers out until the transaction ends,
      // which for a file of a million rows is minutes.
      await inner.query(`create table ${name} (like ${table} including defaults including constraints)`);
      await inner.query(
        `alter table ${table} attach partition ${name} for values from ('${low}') to ('${high}')`,
      );
    }
  });
  return missing.length;
}

async function withoutExisting<T extends { name: string }>(
  manager: EntityManager,
  wanted: readonly T[],
): Promise<T[]> {
  const rows: { relname: string }[] = await manager.query(
    `select relname from pg_class where relname = any($1) and relnamespace = 'public'::regnamespace`,
    [wanted.map(({ name }) => name)],
  );
  const existing = new Set(rows.map((row) => row.relname));
  return wanted.filter(({ name }) => !existing.has(name));
}

function monthsFrom(first: LocalDate, last: LocalDate): LocalDate[] {
  const months: LocalDate[] = [];
  for (let month = first; month <= last; month = addMonthsToStart(month, 1)) months.push(month);
  return months;
}
