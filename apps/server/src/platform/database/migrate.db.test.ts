import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuid7 } from '@huiyin/domain';
import { migrate } from './migrate.ts';
import { ItemChannelSpans1763700000012 } from './migrations/0012-item-channel-spans.ts';
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

it('turns what was known of channels into spans, and back', async () => {
  const { source, close } = await openTestDatabase();
  try {
    await source.query(`
      insert into region (code, parent_code, level, name_zh, name_en) values ('P', null, 1, '省', 'Province');
      insert into function_line (code, name_zh, name_en) values ('health', '卫生', 'Health');
      insert into department (code, region_code, line_code, level, name_zh, name_en)
      values ('P1', 'P', 'health', 1, '局', 'Office');
      insert into service_item (code, department_id, name_zh, name_en) select 'I', id, '事', 'Item' from department;
      insert into channel (code, name_zh, name_en, online) values ('site', '网', 'Web', true), ('hall', '厅', 'Hall', false);
      insert into item_channel_span (service_item_id, channel_code, kind, from_day, until_day)
      select id, channel, kind, from_day::date, until_day::date
      from service_item
      cross join (values
        ('site', 'required', '2024-01-01', null), ('site', 'live', '2024-03-01', '2024-06-01'),
        ('site', 'live', '2025-02-01', null), ('hall', 'live', '2024-01-01', '2024-12-01')
      ) as span (channel, kind, from_day, until_day);`);
    await new ItemChannelSpans1763700000012().down(source.createQueryRunner());
    await new ItemChannelSpans1763700000012().up(source.createQueryRunner());
    const spans = await source.query(
      `select channel_code as channel, kind, from_day as "from", until_day as until
       from item_channel_span
       order by 1, 2, 3`,
    );
    expect(spans).toEqual([
      { channel: 'hall', kind: 'live', from: '2024-01-01', until: '2024-12-01' },
      // The older table knows one span of a kind: the last.
      { channel: 'site', kind: 'live', from: '2025-02-01', until: null },
      { channel: 'site', kind: 'required', from: '2024-01-01', until: null },
    ]);
  } finally {
    await close();
  }
});
