import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CellSums, contributionsOfReplySample } from '@huiyin/domain';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { letterIdAt, outboxOfLetters } from './letters.sample.ts';
import type { NewReplySample } from './reply-samples.service.ts';
import { ReplySamplesService } from './reply-samples.service.ts';

const DRAWN = Date.parse('2024-02-09T10:00:00+08:00');
const DAY = 86_400_000;

describe('a reply drawn for blind judgement', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let samples: ReplySamplesService;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => DRAWN);
    samples = new ReplySamplesService(database.source, sample.rules);
  }, 60_000);
  beforeEach(() => database.source.query('truncate reply_sample, tally_delta, wait_delta'));
  afterAll(() => database.close());

  const drawn = (number: number, judgement: NewReplySample['judgement'] = null): NewReplySample => ({
    departmentId: sample.department('qingpu-social').id,
    letterId: letterIdAt(DRAWN, number),
    seq: 4,
    itemId: null,
    channel: 'web',
    letterType: 'help',
    replierDepartmentId: sample.department('qingpu-housing').id,
    drawnAt: DRAWN,
    judgement,
  });
  const store = (...all: NewReplySample[]) =>
    database.source.transaction((manager) => samples.store(manager, all));
  const judge = (number: number, by: string, substantive = true) =>
    samples.judge(
      drawn(number),
      { judgeDepartmentId: sample.department(by).id, judge: 'judge', substantive },
      DRAWN + DAY,
    );
  const outboxEqualsFacts = async (expected: number) => {
    const sums = new CellSums();
    await database.source.transaction(async (manager) => {
      for (const fact of await samples.judged(manager)) sums.add(contributionsOfReplySample(fact));
    });
    const outbox = (await outboxOfLetters(database.source)).days;
    const judged = sums
      .result()
      .days.map(({ key, sums: { reply_judged: all, reply_substantive: good } }) => ({
        department: key.departmentId,
        day: key.day,
        all,
        good,
      }));
    expect(
      outbox.map((row) => ({
        department: row['department_id'],
        day: row['day'],
        all: row['reply_judged'],
        good: row['reply_substantive'],
      })),
    ).toEqual(judged);
    expect(judged.reduce((sum, { all }) => sum + (all ?? 0), 0)).toBe(expected);
  };

  it('is counted when it is judged, at the department that gave it', async () => {
    expect(await store(drawn(1), drawn(2))).toEqual({ accepted: 2 });
    await outboxEqualsFacts(0);
    expect(await judge(1, 'yunting-social')).toEqual({ kind: 'judged' });
    expect(await judge(2, 'qingpu-social', false)).toEqual({ kind: 'judged' });
    await outboxEqualsFacts(2);
  });

  it('is judged once, by another department, and only when it was drawn', async () => {
    await store(drawn(1));
    expect(await judge(1, 'qingpu-housing')).toEqual({ kind: 'refused', reason: 'own_department' });
    expect(await judge(7, 'yunting-social')).toEqual({ kind: 'refused', reason: 'not_drawn' });
    await judge(1, 'yunting-social');
    expect(await judge(1, 'yunting-social', false)).toEqual({ kind: 'refused', reason: 'judged_already' });
    await outboxEqualsFacts(1);
  });

  it('comes from elsewhere with its judgement, once', async () => {
    const judgement = {
      at: DRAWN + DAY,
      judgeDepartmentId: sample.department('yunting-social').id,
      judge: 'judge',
      substantive: true,
    };
    expect(await store(drawn(1, judgement), drawn(2))).toEqual({ accepted: 2 });
    expect(await store(drawn(1, judgement))).toEqual({ accepted: 0 });
    await outboxEqualsFacts(1);
  });
});
