import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RectificationDeed } from '@huiyin/domain';
import { CellSums, contributionsOfRectification } from '@huiyin/domain';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import { ensurePartitions } from '../platform/database/partitions.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { idAt, outboxOfDays, rowsOf } from '../ratings/ratings.sample.ts';
import type { NewRectification } from './new-rectification.ts';
import { RectificationsBulk } from './rectifications.bulk.ts';
import { RectificationsRepository } from './rectifications.repository.ts';
import { RectificationsService } from './rectifications.service.ts';

const OPENED = Date.parse('2024-02-09T10:00:00+08:00');
const HOUR = 3_600_000;

describe('a rectification', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let repository: RectificationsRepository;
  let service: RectificationsService;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => OPENED);
    repository = new RectificationsRepository(sample.rules);
    service = new RectificationsService(database.source, sample.rules, repository, sample.sealer);
    await ensurePartitions(database.source.manager, '2024-02-01', '2024-02-29');
  }, 60_000);
  beforeEach(() => database.source.query('truncate rectification, rectification_event, tally_delta'));
  afterAll(() => database.close());

  const key = (number: number) => ({
    departmentId: sample.department('qingpu-social').id,
    id: idAt(OPENED, number),
  });
  const open = (number: number, named = true) =>
    database.source.transaction((manager) =>
      service.open(manager, {
        ...key(number),
        itemId: sample.item('card').id,
        channel: 'window',
        named,
        at: OPENED,
      }),
    );
  const record = (number: number, deed: RectificationDeed, hours: number, note?: string) =>
    service.record(key(number), deed, {
      at: OPENED + hours * HOUR,
      actor: 'officer',
      ...(note !== undefined && { note }),
    });
  const outboxEqualsFacts = async () => {
    const sums = new CellSums();
    await database.source.transaction(async (manager) => {
      for await (const { state, rules, facets } of repository.stream(manager))
        sums.add(contributionsOfRectification(state, rules, facets));
    });
    const facts = rowsOf(sums.result());
    expect(facts.length).toBeGreaterThan(0);
    expect(await outboxOfDays(database.source)).toEqual(facts);
  };

  it('runs its course, and every deed is counted', async () => {
    await open(1);
    await outboxEqualsFacts();
    for (const [deed, hours] of [
      [{ kind: 'contacted' }, 2],
      [{ kind: 'classified', complexity: 'complex' }, 3],
      [{ kind: 'rectified' }, 30],
      [{ kind: 'called_back', satisfied: true }, 50],
      [{ kind: 'closed' }, 51],
    ] as const) {
      expect((await record(1, deed, hours)).kind).toBe('recorded');
      await outboxEqualsFacts();
    }
  });

  it('is held to a contact from when its rater could be reached', async () => {
    await open(1, false);
    expect((await record(1, { kind: 'named' }, 20)).kind).toBe('recorded');
    await outboxEqualsFacts();
    const rows: object[] = await database.source.query(
      `select to_char(contact_due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due from rectification`,
    );
    // Saturday 10 February is within the Spring Festival; the first working day after it is Sunday the 18th.
    expect(rows).toEqual([{ due: '2024-02-18' }]);
  });

  it('keeps what was done sealed', async () => {
    await open(1);
    await record(1, { kind: 'contacted' }, 2, '已向王某某致歉');
    const rows: { note: Buffer | null }[] = await database.source.query(
      'select note_sealed as note from rectification_event where seq = 2',
    );
    expect(rows[0]!.note!.toString('latin1')).not.toContain('王某某');
    expect(sample.sealer.open(rows[0]!.note!)).toBe('已向王某某致歉');
  });

  it('refuses what the rules do not allow, and what is not there, and stays as it is', async () => {
    await open(1);
    expect(await record(1, { kind: 'closed' }, 2)).toEqual({ kind: 'refused', reason: 'not_from_here' });
    expect(await record(1, { kind: 'contacted' }, -1)).toEqual({
      kind: 'refused',
      reason: 'before_last_event',
    });
    expect(await record(9, { kind: 'contacted' }, 2)).toEqual({
      kind: 'refused',
      reason: 'unknown_rectification',
    });
    await outboxEqualsFacts();
  });

  it('takes one deed at a time: of ten who settle it at once all are recorded, in order', async () => {
    await open(1);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => record(1, { kind: 'rectified' }, 30)),
    );
    expect(outcomes.every(({ kind }) => kind === 'recorded')).toBe(true);
    const rows: { seq: number }[] = await database.source.query(
      'select seq from rectification_event order by seq',
    );
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    await outboxEqualsFacts();
  });

  it('comes from elsewhere with its history, once', async () => {
    const bulk = new RectificationsBulk(sample.rules, repository);
    const order = (number: number): NewRectification => ({
      ...key(number),
      itemId: null,
      channel: 'sms',
      events: [
        { seq: 1, at: OPENED, deed: { kind: 'opened', named: number % 2 === 0 } },
        { seq: 2, at: OPENED + number * 10 * HOUR, deed: { kind: 'explained' } },
      ],
    });
    const store = (orders: NewRectification[]) =>
      database.source.transaction((manager) => bulk.store(manager, orders));
    expect(await store([1, 2, 3].map(order))).toEqual({ accepted: 3 });
    expect(await store([3, 4].map(order))).toEqual({ accepted: 1 });
    await outboxEqualsFacts();
    await expect(store([{ ...order(5), events: order(5).events.slice(1) }])).rejects.toThrow(RangeError);
    await outboxEqualsFacts();
  });
});
