import type { LetterDeed } from '@huiyin/domain';
import { letterDues } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import type { NewLetter } from './letters.bulk.ts';
import { LettersBulk } from './letters.bulk.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import { letterMailsOf } from './mails.sample.ts';
import { LettersRepository } from './letters.repository.ts';
import { LettersService } from './letters.service.ts';
import { aHistory, aLetter, contributionsOfStoredLetters, outboxOfLetters } from './letters.sample.ts';

const MORNING = Date.parse('2020-04-29T01:00:00Z');

describe('letters from a file', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let bulk: LettersBulk;
  let repository: LettersRepository;
  let service: LettersService;
  let departmentId: number;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => Date.parse('2024-05-06T04:00:00Z'));
    bulk = new LettersBulk(sample.rules, sample.sealer);
    repository = new LettersRepository(sample.rules);
    service = new LettersService(
      database.source,
      sample.rules,
      repository,
      new AttachmentsRepository(),
      letterMailsOf(sample.sealer),
      sample.sealer,
    );
    departmentId = sample.department('qingpu-social').id;
  }, 60_000);
  beforeEach(() =>
    database.source.query('truncate letter, letter_number, letter_event, reply, tally_delta, wait_delta'),
  );
  afterAll(() => database.close());

  const about = (number: number) => ({ departmentId, at: MORNING + number * 60_000, number });
  const store = (...letters: NewLetter[]) => bulk.bulkStoreLetters(database.source.manager, letters);
  const outboxEqualsFacts = async () =>
    expect(await outboxOfLetters(database.source)).toEqual(
      await contributionsOfStoredLetters(database.source, repository),
    );

  it('are stored with history, replies and deltas, and open again as they were written', async () => {
    const letter = aLetter(about(1), { number: 'FJ-1', writer: { name: '某某', phone: '199-0000-0001' } });
    expect(await store(letter)).toEqual({ accepted: 1, repeated: 0, refused: [] });
    const key = await service.keyOfNumber('FJ-1');
    expect(key).toEqual({ departmentId, id: letter.id });
    expect(await service.originalOf(key!)).toMatchObject({
      subject: letter.subject,
      body: letter.body,
      writer: { name: '某某', phone: '199-0000-0001' },
      replies: [{ seq: 4, kind: 'full', body: '已修好。', departmentId, at: letter.replies[0]!.at }],
    });
    expect(await service.historyOf(key!)).toEqual(
      letter.events.map((event) => ({ ...event, actor: 'import' })),
    );
    await outboxEqualsFacts();
    const { days } = await outboxOfLetters(database.source);
    // 15 working days from Wednesday 2020-04-29 over the May holiday, in which Saturday the 9th was worked.
    expect(days.find((row) => row['reply_due'] === 1)).toMatchObject({ day: '2020-05-22', reply_on_time: 1 });
  });

  it('change nothing when the same file comes twice, and keep the number made from the id', async () => {
    const file = [aLetter(about(1)), aLetter(about(2), { number: 'FJ-2' })];
    expect(await store(...file)).toMatchObject({ accepted: 2, repeated: 0 });
    const numbers = () => database.source.query('select number from letter_number order by 1');
    const [before, numbersBefore] = [await outboxOfLetters(database.source), await numbers()];
    expect(await store(...file, ...file)).toEqual({ accepted: 0, repeated: 4, refused: [] });
    expect(await outboxOfLetters(database.source)).toEqual(before);
    expect(await numbers()).toEqual(numbersBefore);
    expect(numbersBefore[1].number).toMatch(/^HY2020-[0-9A-HJKMNP-TV-Z]{8}$/);
    await outboxEqualsFacts();
  });

  it('are refused one by one where the rules do not allow their history, and the rest is stored', async () => {
    const history = (...deeds: LetterDeed[]) => ({
      events: aHistory(departmentId, MORNING, deeds),
      replies: [],
    });
    const backInTime = aHistory(departmentId, MORNING, [{ kind: 'accepted' }]).map((event) => ({
      ...event,
      at: MORNING - event.seq * 1000,
    }));
    expect(
      await store(
        aLetter(about(1), { number: 'A' }),
        aLetter(about(2), history({ kind: 'replied' })),
        aLetter(about(3), { events: [] }),
        aLetter(about(4), { number: 'A' }),
        aLetter(about(5), { events: backInTime }),
        aLetter(about(6), {
          events: [...aHistory(departmentId, MORNING, []), ...aHistory(departmentId, MORNING, [])],
        }),
        aLetter(about(7)),
      ),
    ).toEqual({
      accepted: 2,
      repeated: 0,
      refused: [
        { index: 1, reason: 'not_from_here' },
        { index: 2, reason: 'no_submission' },
        { index: 3, reason: 'number_taken' },
        { index: 4, reason: 'before_last_event' },
        { index: 5, reason: 'out_of_order' },
      ],
    });
    expect(await database.source.query('select count(*)::integer as count from letter_number')).toEqual([
      { count: 2 },
    ]);
    await outboxEqualsFacts();
  });

  it('go on as single letters: recorded deeds and bulk together keep the tallies true', async () => {
    const open = aLetter(about(1), {
      events: aHistory(departmentId, MORNING, [{ kind: 'accepted' }]),
      replies: [],
    });
    await store(open);
    const at = MORNING + 86_400_000;
    const key = { departmentId, id: open.id };
    const other = sample.department('qingpu-housing').id;
    expect(
      await service.record(key, { kind: 'dispatched', departmentId: other }, { at, actor: 'officer' }),
    ).toMatchObject({
      kind: 'done',
      seq: 3,
    });
    await outboxEqualsFacts();
    expect(await store(open)).toMatchObject({ accepted: 0, repeated: 1 });
    await outboxEqualsFacts();
  });

  it('carry derived columns that equal what their events come to', async () => {
    await store(
      aLetter(about(1)),
      aLetter(about(2), {
        events: aHistory(departmentId, MORNING, [
          { kind: 'accepted' },
          { kind: 'dispatched', departmentId },
          { kind: 'paused', reason: '等补材料' },
          { kind: 'resumed' },
          { kind: 'extended', amount: 5, reason: '现场查勘' },
        ]),
        replies: [],
      }),
    );
    const columns: Record<string, unknown>[] = await database.source.query(
      `select assigned_department_id, stage, reply_due_at, replied_at, closed_at, disclosure_due_at, last_seq
       from letter
       order by id`,
    );
    const folded: Record<string, unknown>[] = [];
    await database.source.transaction(async (manager) => {
      for await (const { state, rules } of repository.streamLetters(manager)) {
        const dues = letterDues(state, rules);
        const date = (instant: number | null) => (instant === null ? null : new Date(instant));
        folded.push({
          assigned_department_id: state.departmentId,
          stage: state.stage,
          reply_due_at: date(dues.replyDueAt),
          replied_at: date(state.repliedAt),
          closed_at: date(state.closedAt),
          disclosure_due_at: date(dues.disclosureDueAt),
          last_seq: state.stage === 'closed' ? 5 : 6,
        });
      }
    });
    expect(folded).toHaveLength(2);
    expect(columns).toEqual(folded);
  });

  it('are all stored or none', async () => {
    await expect(store(aLetter(about(1)), aLetter({ ...about(2), departmentId: 99_999 }))).rejects.toThrow();
    expect(await database.source.query('select number from letter_number')).toEqual([]);
    expect(await outboxOfLetters(database.source)).toEqual({ days: [], waits: [] });
  });
});
