import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SampleDirectory } from '../../directory/directory.sample.ts';
import { storeSampleDirectory } from '../../directory/directory.sample.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { ResealingRepository } from './resealing.repository.ts';
import { ResealingService } from './resealing.ts';
import { SEALED } from './sealed-columns.ts';
import { Sealer } from './sealer.ts';

const key = (byte: number) => Buffer.alloc(32, byte);
const sealerWith = (current: number) =>
  new Sealer({ current, sealing: new Map([1, 2].map((id) => [id, key(id)])), hashing: key(9) });

describe('sealing everything anew', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  const before = sealerWith(1);
  const after = sealerWith(2);
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, Date.now);
  }, 60_000);
  afterAll(() => database.close());

  it('knows every sealed column that there is', async () => {
    const rows: { name: string }[] = await database.source.query(
      `select table_name || '.' || column_name as name
       from information_schema.columns
       join pg_class on relname = table_name and not relispartition
       where column_name like '%\\_sealed' and table_schema = 'public'`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(
      SEALED.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)).sort(),
    );
  });

  it('leaves every text readable under the new key alone, histories too, and no other change to them', async () => {
    const department = sample.department('qingpu-social').id;
    const texts = Array.from({ length: 1_203 }, (_, index) => `电话1380000${index}`);
    for (const [index, text] of texts.entries()) {
      const id = uuid7(Date.now(), Buffer.from(String(index).padStart(10, '0')));
      await database.source.query(
        `insert into rating (department_id, id, channel_code, level, origin, rated_at, rated_on, content_digest, comment_sealed)
         values ($1, $2, 'web', 5, 'active', now(), current_date, '', $3)`,
        [department, id, before.seal(text)],
      );
      if (index === 0)
        await database.source.query(
          `insert into rating_event (department_id, rating_id, seq, kind, at, actor, reason, before_sealed)
           values ($1, $2, 1, 'amend', now(), 'rater', '', $3)`,
          [department, id, before.seal('原来的话')],
        );
    }
    const resealing = new ResealingService(database.source, new ResealingRepository(), after);
    expect(await resealing.counts()).toEqual(new Map([[1, texts.length + 1]]));
    expect(await resealing.reseal()).toBe(texts.length + 1);
    expect(await resealing.reseal()).toBe(0);
    expect(await resealing.counts()).toEqual(new Map([[2, texts.length + 1]]));

    const alone = new Sealer({ current: 2, sealing: new Map([[2, key(2)]]), hashing: key(9) });
    const rows: { sealed: Buffer }[] = await database.source.query(
      'select comment_sealed as sealed from rating order by id',
    );
    expect(rows.map(({ sealed }) => alone.open(sealed)).sort()).toEqual([...texts].sort());
    const refused = /append-only/;
    const change = (what: string) => database.source.query(`update rating_event set ${what}`);
    await expect(change(`before_sealed = 'x'`)).rejects.toThrow(refused);
    await expect(
      database.source.transaction(async (manager) => {
        await manager.query(`set local huiyin.resealing = 'on'`);
        await manager.query(`update rating_event set reason = 'another'`);
      }),
    ).rejects.toThrow(refused);
  });
});
