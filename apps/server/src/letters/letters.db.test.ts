import type { SubmitLetter } from '@huiyin/contract';
import type { LetterDeed } from '@huiyin/domain';
import { addDays, letterState, localDateOf, uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { adoptSampleCalendar, storeSampleDirectory } from '../directory/directory.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { derivedColumns } from './letter-row.ts';
import type { LetterKey } from './letters.repository.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import { letterMailsOf } from './mails.sample.ts';
import { HeldLettersRepository } from './held-letters.repository.ts';
import { LetterIntakeService } from './letter-intake.service.ts';
import { LettersRepository } from './letters.repository.ts';
import { contributionsOfStoredLetters, outboxOfLetters } from './letters.sample.ts';
import { LettersService } from './letters.service.ts';

const NOW = Date.now();
const HOUR = 3_600_000;
const newId = (at = NOW): string => uuid7(at, randomBytes(10));

describe('a letter', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let letters: LettersService;
  let intake: LetterIntakeService;
  let repository: LettersRepository;
  let departmentId: number;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => NOW);
    repository = new LettersRepository(sample.rules);
    letters = new LettersService(
      database.source,
      sample.rules,
      repository,
      new AttachmentsRepository(),
      letterMailsOf(sample.sealer),
      sample.sealer,
    );
    intake = new LetterIntakeService(
      database.source,
      sample.service,
      sample.rules,
      repository,
      new HeldLettersRepository(),
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

  const aLetter = (changes: Partial<SubmitLetter> = {}): SubmitLetter => ({
    id: newId(),
    department: 'qingpu-social',
    item: null,
    channel: 'web',
    type: 'help',
    subject: '路灯不亮',
    body: '清浦区柳岸街的路灯坏了三天。',
    writer: { name: '某某', phone: '199-0000-0001' },
    consent: true,
    ...changes,
  });
  const submit = async (changes: Partial<SubmitLetter> = {}): Promise<LetterKey> => {
    const { id } = await intake.submit(aLetter(changes), NOW);
    return { departmentId, id };
  };
  const record = (key: LetterKey, deed: LetterDeed, hours: number, text?: string) =>
    letters.record(key, deed, {
      at: NOW + hours * HOUR,
      actor: 'officer',
      ...(text === undefined ? {} : { text }),
    });
  const outboxEqualsFacts = async () =>
    expect(await outboxOfLetters(database.source)).toEqual(
      await contributionsOfStoredLetters(database.source, repository),
    );
  const derivedEqualsEvents = async (key: LetterKey) => {
    const [columns]: Record<string, unknown>[] = await database.source.query(
      `select assigned_department_id, stage, reply_due_at, replied_at, closed_at, disclosure_due_at, last_seq
       from letter
       where department_id = $1 and id = $2`,
      [key.departmentId, key.id],
    );
    const events = await letters.historyOf(key);
    const rules = await sample.rules.letterRulesOf({ policyVersion: 1, calendarVersion: 1 });
    expect(columns).toEqual(derivedColumns(letterState(events)!, rules, events.length));
  };

  it('gets a number, a secret code and a due day, and nothing of it can be read in the database', async () => {
    const receipt = await intake.submit(aLetter(), NOW);
    expect(receipt).toMatchObject({
      outcome: 'accepted',
      replyDueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(receipt.number).toMatch(/^HY\d{4}-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(receipt.queryCode.replaceAll('-', '')).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    const key = { departmentId, id: receipt.id };
    expect(await letters.keyOfNumber(receipt.number)).toEqual(key);
    expect(await letters.originalOf(key)).toMatchObject({
      subject: '路灯不亮',
      body: '清浦区柳岸街的路灯坏了三天。',
      writer: { name: '某某', phone: '199-0000-0001', email: null },
      replies: [],
    });
    const rows: { whole: string }[] = await database.source.query('select letter::text as whole from letter');
    for (const secret of ['路灯', '柳岸街', '某某', '0001"', receipt.queryCode]) {
      expect(rows[0]!.whole).not.toContain(secret);
      expect(rows[0]!.whole).not.toContain(Buffer.from(secret).toString('hex'));
    }
    await outboxEqualsFacts();
    await derivedEqualsEvents(key);
  });

  it('sent twice is one letter with one code, and other content under the id is refused', async () => {
    const letter = aLetter();
    const receipts = await Promise.all(Array.from({ length: 8 }, () => intake.submit(letter, NOW)));
    const accepted = receipts.filter((receipt) => receipt.outcome === 'accepted');
    expect(accepted).toHaveLength(1);
    for (const receipt of receipts.filter((other) => other !== accepted[0])) {
      expect(receipt).toEqual({ ...accepted[0], outcome: 'repeated' });
    }
    await expect(intake.submit({ ...letter, body: '另一件事' }, NOW)).rejects.toMatchObject({
      code: 'id_reused',
    });
    expect(await database.source.query('select count(*)::integer as count from letter_number')).toEqual([
      { count: 1 },
    ]);
    await outboxEqualsFacts();
  });

  it('sent again after days, because its answer got lost, is still the same letter', async () => {
    const letter = aLetter();
    const first = await intake.submit(letter, NOW);
    expect(await intake.submit(letter, NOW + 72 * HOUR)).toEqual({ ...first, outcome: 'repeated' });
    await outboxEqualsFacts();
  });

  it.each([
    ['whose id lies a day and more back', { id: newId(NOW - 24 * HOUR - 1) }, 'id_clock'],
    ['to nobody', { department: 'nobody' }, 'unknown_department'],
    ['about another department’s item', { item: 'deed' }, 'item_elsewhere'],
    ['by pigeon', { channel: 'pigeon' }, 'unknown_channel'],
  ])('%s is refused', async (_, changes, code) => {
    await expect(intake.submit(aLetter(changes), NOW)).rejects.toMatchObject({ code });
  });

  it('runs its course: every deed is an event, and tallies and columns follow', async () => {
    const key = await submit();
    const other = sample.department('qingpu-housing').id;
    const course: [LetterDeed, string?][] = [
      [{ kind: 'acknowledged' }, '已收到。'],
      [{ kind: 'accepted' }],
      [{ kind: 'dispatched', departmentId }],
      [{ kind: 'objected', reason: '不归本部门' }],
      [{ kind: 'dispatched', departmentId: other }],
      [{ kind: 'paused', reason: '等写信人补材料' }],
      [{ kind: 'resumed' }],
      [{ kind: 'extended', amount: 5, reason: '要现场查勘' }],
      [{ kind: 'replied' }, '已更换灯具。'],
      [{ kind: 'called_back', verdict: 'unresolved', satisfaction: 2 }],
      [{ kind: 'reopened', reason: '又不亮了' }],
      [{ kind: 'replied' }, '线路已重做。'],
      [{ kind: 'closed' }],
      [{ kind: 'called_back', verdict: 'resolved', satisfaction: 5 }],
      [{ kind: 'published' }],
    ];
    for (const [index, [deed, text]] of course.entries()) {
      expect(await record(key, deed, index + 1, text)).toMatchObject({ kind: 'done', seq: index + 2 });
      await outboxEqualsFacts();
      await derivedEqualsEvents(key);
    }
    expect((await letters.originalOf(key))!.replies).toMatchObject([
      { seq: 2, kind: 'acknowledgement', body: '已收到。', departmentId },
      { seq: 10, kind: 'full', body: '已更换灯具。', departmentId: other },
      { seq: 13, kind: 'full', body: '线路已重做。', departmentId: other },
    ]);
  });

  it('answers a deed that the rules do not allow with the reason, and stays as it is', async () => {
    const key = await submit({ consent: false });
    const history = () => letters.historyOf(key);
    expect(await record(key, { kind: 'closed' }, 1)).toEqual({ kind: 'refused', reason: 'not_from_here' });
    expect(await record(key, { kind: 'accepted' }, -1)).toEqual({
      kind: 'refused',
      reason: 'before_last_event',
    });
    await record(key, { kind: 'accepted' }, 1);
    await record(key, { kind: 'dispatched', departmentId }, 2);
    expect(await record(key, { kind: 'replied' }, 3)).toEqual({ kind: 'refused', reason: 'text_required' });
    expect(await record(key, { kind: 'replied' }, 3, ' \n ')).toEqual({
      kind: 'refused',
      reason: 'text_required',
    });
    expect(await record(key, { kind: 'replied' }, 3, '已办。')).toMatchObject({ kind: 'done' });
    expect(await record(key, { kind: 'published' }, 4)).toEqual({ kind: 'refused', reason: 'no_consent' });
    expect(await history()).toHaveLength(4);
    expect(await record({ departmentId, id: newId() }, { kind: 'accepted' }, 1)).toEqual({
      kind: 'refused',
      reason: 'unknown_letter',
    });
    expect(await letters.originalOf({ departmentId, id: newId() })).toBeNull();
    await outboxEqualsFacts();
  });

  it('takes one deed at a time: of two officers at once one wins and the other is decided on the new state', async () => {
    const key = await submit();
    const outcomes = await Promise.all([
      record(key, { kind: 'accepted' }, 1),
      record(key, { kind: 'rejected', reason: 'in_court' }, 1),
      record(key, { kind: 'accepted' }, 1),
    ]);
    const events = await letters.historyOf(key);
    expect(letterState(events)).not.toBeNull();
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(events.length - 1);
    expect(outcomes.filter((outcome) => outcome.kind === 'refused').length).toBeGreaterThanOrEqual(1);
    await outboxEqualsFacts();
    await derivedEqualsEvents(key);
  });

  it('stays counted as it was when another calendar is adopted between its deeds', async () => {
    const key = await submit();
    await record(key, { kind: 'accepted' }, 1);
    await record(key, { kind: 'dispatched', departmentId }, 2);
    const dueBefore = (await intake.submit(aLetter(), NOW)).replyDueOn;
    const today = localDateOf(NOW, 'Asia/Shanghai');
    await adoptSampleCalendar(
      database.source,
      Array.from({ length: 61 }, (_, days) => addDays(today, days)),
    );
    sample.rules.refresh();
    expect(await record(key, { kind: 'replied' }, 24 * 10, '已办。')).toMatchObject({ kind: 'done' });
    await outboxEqualsFacts();
    await derivedEqualsEvents(key);
    const { replyDueOn } = await intake.submit(aLetter({ id: newId(NOW + 1) }), NOW + 1);
    expect(Date.parse(replyDueOn) - Date.parse(dueBefore)).toBeGreaterThan(30 * 24 * HOUR);
    await outboxEqualsFacts();
  });

  it('is recorded in the transaction of whoever asks: what fails afterwards undoes it', async () => {
    const key = await submit();
    await expect(
      database.source.transaction(async (manager) => {
        await letters.record(key, { kind: 'accepted' }, { at: NOW + HOUR, actor: 'officer' }, manager);
        throw new Error('later trouble');
      }),
    ).rejects.toThrow('later trouble');
    expect(await letters.historyOf(key)).toHaveLength(1);
    await outboxEqualsFacts();
  });
});
