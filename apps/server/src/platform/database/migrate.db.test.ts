import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuid7 } from '@huiyin/domain';
import { migrate } from './migrate.ts';
import { ensurePartitions } from './partitions.ts';
import type { TestDatabase } from './test-database.ts';
import { openTestDatabase } from './test-database.ts';

describe('the schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const partitionsOf = async (table: string): Promise<string[]> => {
    const rows: { name: string }[] = await database.source.query(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1`,
      [table],
    );
    return rows.map((row) => row.name);
  };

  it('is the same after a second migration, and after two at once', async () => {
    const before = await partitionsOf('rating');
    await Promise.all([migrate(database.source, Date.now()), migrate(database.source, Date.now())]);
    expect(await partitionsOf('rating')).toEqual(before);
    expect(before.length).toBeGreaterThan(12);
  });

  it('makes the months of an old file when they are asked for, even by two at once', async () => {
    const ask = () => ensurePartitions(database.source.manager, '2016-01-31', '2016-02-01');
    await Promise.all([ask(), ask()]);
    expect(await partitionsOf('letter')).toEqual(
      expect.arrayContaining(['letter_2015_12', 'letter_2016_01', 'letter_2016_02', 'letter_2016_03']),
    );
  });

  it('keeps histories append-only', async () => {
    await database.source.query(
      `insert into rating_event (department_id, rating_id, seq, kind, at, actor, reason)
       values (1, $1, 1, 'exclude', now(), 'test', 'mistaken')`,
      [uuid7(Date.now(), new Uint8Array(10))],
    );
    await expect(database.source.query(`update rating_event set reason = 'x'`)).rejects.toThrow(
      'append-only',
    );
    await expect(database.source.query(`delete from rating_event`)).rejects.toThrow('append-only');
  });
});
