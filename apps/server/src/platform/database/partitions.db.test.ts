import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensurePartitions } from './partitions.ts';
import type { TestDatabase } from './test-database.ts';
import { openTestDatabase } from './test-database.ts';

describe('partitions made within a long load', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  }, 60_000);
  afterAll(() => database.close());

  it('do not keep others from reading and writing meanwhile', async () => {
    await database.source.transaction(async (load) => {
      await ensurePartitions(load, '2011-05-01', '2011-05-31');
      await database.source.transaction(async (other) => {
        await other.query(`set local lock_timeout = '2s'`);
        await other.query('select count(*) from rating');
        await other.query(
          `insert into rating_event (department_id, rating_id, seq, kind, at, actor, reason)
           values (1, $1, 1, 'exclude', now(), 'test', 'mistaken')`,
          [uuid7(Date.now(), new Uint8Array(10))],
        );
      });
    });
    const stored = `insert into letter_event (department_id, letter_id, seq, kind, at, actor, deed)
      values (1, $1, 1, 'accepted', now(), 'test', '{"kind": "accepted"}')`;
    const id = uuid7(Date.parse('2011-05-15'), new Uint8Array(10));
    await database.source.query(stored, [id]);
    await expect(database.source.query(stored, [id])).rejects.toThrow('duplicate key');
    await expect(database.source.query('delete from letter_event')).rejects.toThrow('append-only');
  });
});
