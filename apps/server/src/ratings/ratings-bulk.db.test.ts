import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import type { NewCase } from './new-case.ts';
import { RatingsBulk } from './ratings.bulk.ts';
import { aCase, contributionsOfStoredCases, idAt, outboxOfDays } from './ratings.sample.ts';

const MORNING = Date.parse('2019-03-31T15:50:00Z'); // 23:50 in Shanghai

describe('ratings from a file', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let bulk: RatingsBulk;
  let departmentId: number;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => Date.parse('2024-05-06T04:00:00Z'));
    bulk = new RatingsBulk(sample.rules, sample.sealer);
    departmentId = sample.department('qingpu-social').id;
  }, 60_000);
  beforeEach(() => database.source.query('truncate invitation, rating, rating_event, tally_delta'));
  afterAll(() => database.close());

  const about = (number: number) => ({ departmentId, at: MORNING + number * 60_000, number });
  const store = (...cases: NewCase[]) => bulk.bulkStoreCases(database.source.manager, cases);
  const outboxEqualsFacts = async () =>
    expect(await outboxOfDays(database.source)).toEqual(await contributionsOfStoredCases(database.source));

  it('are stored with their deltas, on the local day of each fact', async () => {
    expect(
      await store(aCase(about(0), { level: 2, comment: '窗口\t等了\n“两小时”\\', tags: ['attitude'] })),
    ).toEqual({
      accepted: 1,
      repeated: 0,
    });
    await outboxEqualsFacts();
    const days = await outboxOfDays(database.source);
    expect(days).toEqual([
      expect.objectContaining({ day: '2019-03-31', invited: 1, invited_rated: 1, level_2: 1 }),
    ]);
    const [row]: { comment_sealed: Buffer; tags: string[] }[] = await database.source.query(
      'select comment_sealed, tags from rating',
    );
    expect(sample.sealer.open(row!.comment_sealed)).toBe('窗口\t等了\n“两小时”\\');
    expect(row!.tags).toEqual(['attitude']);
  });

  it('change nothing when the same file comes twice', async () => {
    const file = [
      aCase(about(0)),
      aCase(about(1), null),
      aCase(about(2), { level: 1 }, false),
      aCase(about(12)),
    ];
    expect(await store(...file)).toEqual({ accepted: 4, repeated: 0 });
    const before = await outboxOfDays(database.source);
    const [{ rows }]: [{ rows: string }] = await database.source.query(
      'select count(*) as rows from tally_delta',
    );
    expect(await store(...file)).toEqual({ accepted: 0, repeated: 4 });
    expect(await outboxOfDays(database.source)).toEqual(before);
    expect(await database.source.query('select count(*) as rows from tally_delta')).toEqual([{ rows }]);
    await outboxEqualsFacts();
  });

  it('answer an invitation stored earlier, once', async () => {
    expect(await store(aCase(about(0), null))).toEqual({ accepted: 1, repeated: 0 });
    expect(await store(aCase(about(0), { level: 3 }))).toEqual({ accepted: 1, repeated: 0 });
    await outboxEqualsFacts();
    const another = aCase(about(0), { id: idAt(MORNING + 60_000, 77), level: 1 });
    expect(await store(another)).toEqual({ accepted: 0, repeated: 1 });
    await outboxEqualsFacts();
    expect(await outboxOfDays(database.source)).toEqual([
      expect.objectContaining({ invited: 1, invited_rated: 1, level_3: 1, level_1: 0 }),
    ]);
  });

  it('count once what one file brings twice: a case, a rating, an invitation answered further down', async () => {
    const open = aCase(about(0), null);
    const answered = aCase(about(0), { level: 4 });
    const secondAnswer = aCase(about(0), { id: idAt(MORNING + 1, 88), level: 1 });
    expect(await store(open, answered, secondAnswer, answered, open)).toEqual({ accepted: 2, repeated: 3 });
    await outboxEqualsFacts();
    expect(await outboxOfDays(database.source)).toEqual([
      expect.objectContaining({ invited: 1, invited_rated: 1, level_4: 1, level_1: 0 }),
    ]);
  });

  it('leave a case alone whose rating is stored already without its invitation', async () => {
    expect(await store(aCase(about(0), {}, false))).toEqual({ accepted: 1, repeated: 0 });
    expect(await store(aCase(about(0), {}))).toEqual({ accepted: 0, repeated: 1 });
    expect(await store(aCase(about(0), null), aCase(about(0), {}))).toEqual({ accepted: 1, repeated: 1 });
    await outboxEqualsFacts();
    expect(await outboxOfDays(database.source)).toEqual([
      expect.objectContaining({ invited: 1, invited_rated: 0, level_5: 1 }),
    ]);
  });

  it('keep default and excluded ratings out of the levels', async () => {
    await store(aCase(about(0), { origin: 'default' }), aCase(about(1), { standing: 'excluded', level: 1 }));
    expect(await outboxOfDays(database.source)).toEqual([
      expect.objectContaining({
        invited: 2,
        invited_rated: 0,
        rating_default: 1,
        rating_excluded: 1,
        level_5: 0,
      }),
    ]);
    await outboxEqualsFacts();
  });

  it('are all stored or none', async () => {
    const broken = { ...aCase(about(1)), departmentId: 99_999 };
    await expect(store(aCase(about(0)), broken)).rejects.toThrow();
    expect(await contributionsOfStoredCases(database.source)).toEqual([]);
    expect(await outboxOfDays(database.source)).toEqual([]);
  });

  it('write no deltas for a load whose tallies are rebuilt', async () => {
    await bulk.bulkStoreCases(database.source.manager, [aCase(about(0))], { deltas: false });
    expect(await outboxOfDays(database.source)).toEqual([]);
    expect(await contributionsOfStoredCases(database.source)).toHaveLength(1);
  });

  it('come out right when two load overlapping files at once', async () => {
    const file = Array.from({ length: 400 }, (_, number) => aCase(about(number)));
    const counts = await Promise.all([store(...file.slice(0, 300)), store(...file.slice(100).reverse())]);
    expect(counts[0].accepted + counts[1].accepted).toBe(400);
    await outboxEqualsFacts();
  });
});
