import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LetterDeed, LetterType, WithholdReason } from '@huiyin/domain';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import { LettersBulk } from '../letters/letters.bulk.ts';
import type { LetterKey } from '../letters/letters.repository.ts';
import { AttachmentsRepository } from '../letters/attachments.repository.ts';
import { letterMailsOf } from '../letters/mails.sample.ts';
import { LettersRepository } from '../letters/letters.repository.ts';
import {
  aHistory,
  aLetter,
  contributionsOfStoredLetters,
  outboxOfLetters,
} from '../letters/letters.sample.ts';
import { LettersService } from '../letters/letters.service.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { DisclosureService } from './disclosure.service.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';
import { RemovalsRepository } from './removals.repository.ts';
import { RemovedWords } from './removed-words.ts';
import { PublishedLettersRepository } from './published-letters.repository.ts';
import { PublishedLettersService } from './published-letters.service.ts';

const MORNING = Date.parse('2024-05-06T01:00:00Z');
const HOUR = 3_600_000;
const officer = { actor: 'officer:7' };

let database: TestDatabase;
let sample: SampleDirectory;
let repository: LettersRepository;
let letters: LettersService;
let disclosure: DisclosureService;
let published: PublishedLettersService;
let departmentId: number;
let count = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  sample = await storeSampleDirectory(database.source, () => MORNING);
  repository = new LettersRepository(sample.rules);
  letters = new LettersService(
    database.source,
    sample.rules,
    repository,
    new AttachmentsRepository(),
    letterMailsOf(sample.sealer),
    sample.sealer,
  );
  disclosure = new DisclosureService(
    database.source,
    letters,
    sample.rules,
    sample.service,
    new PublishedCopiesRepository(),
    new RemovedWords(new RemovalsRepository(), sample.sealer),
  );
  published = new PublishedLettersService(database.source, new PublishedLettersRepository(), sample.service);
  departmentId = sample.department('qingpu-social').id;
}, 60_000);
afterAll(() => database.close());
beforeEach(() => {
  count += 1;
});

const number = (): string => `T-${count}`;
const later = (hours: number) => ({ ...officer, at: MORNING + hours * HOUR });

/** A letter that was accepted, dispatched and replied to, three hours after it came in. */
async function aRepliedLetter(given: { consent?: boolean; type?: LetterType } = {}): Promise<LetterKey> {
  const { consent = true, type = 'help' } = given;
  const events = aHistory(
    departmentId,
    MORNING,
    [{ kind: 'accepted' }, { kind: 'dispatched', departmentId }, { kind: 'replied' }],
    consent,
  );
  const submitted: LetterDeed = { kind: 'submitted', type, departmentId, consent };
  const letter = aLetter(
    { departmentId, at: MORNING, number: count },
    {
      number: number(),
      type,
      subject: '图书馆的路灯',
      body: '我叫王小芳，电话13800138000。',
      events: [{ ...events[0]!, deed: submitted }, ...events.slice(1)],
      replies: [
        {
          seq: 4,
          kind: 'full',
          body: '已联系13800138000，办公电话0591-87654321。',
          departmentId,
          at: MORNING + 3 * HOUR,
        },
      ],
    },
  );
  const outcome = await new LettersBulk(sample.rules, sample.sealer).bulkStoreLetters(
    database.source.manager,
    [letter],
  );
  expect(outcome.accepted).toBe(1);
  return { departmentId, id: letter.id };
}

const reviewed = { subject: '路灯', body: '请修路灯。', replies: ['已修。'], redactions: 0 };
const copiesOf = async (): Promise<number> => {
  const rows: unknown[] = await database.source.query('select from published_letter where number = $1', [
    number(),
  ]);
  return rows.length;
};
const lastKind = async (key: LetterKey): Promise<string> => (await letters.historyOf(key)).at(-1)!.deed.kind;

describe('publishing a letter', () => {
  it('stores the reviewed texts as a copy, and the deed with it', async () => {
    const key = await aRepliedLetter();
    const outcome = await disclosure.publish(key, { ...reviewed, ...later(5) });
    expect(outcome).toMatchObject({
      kind: 'done',
      number: number(),
      state: { disclosure: { kind: 'published' } },
    });
    expect(await published.letter(number())).toMatchObject({
      subject: '路灯',
      body: '请修路灯。',
      replies: [{ body: '已修。', department: { code: 'qingpu-social' } }],
    });
    expect(await lastKind(key)).toBe('published');
  });

  it('replaces certain personal data by itself where nobody reviews', async () => {
    const key = await aRepliedLetter();
    await disclosure.publishAutomatically(key, later(5));
    const letter = await published.letter(number());
    expect(letter).toMatchObject({ body: '我叫王小芳，电话[电话]。', redactions: 3 });
    expect(letter.replies[0]!.body).toBe('已联系[电话]，办公电话[电话]。');
    expect((await letters.originalOf(key))!.body).toContain('13800138000');
  });

  it.each<[string, { consent?: boolean; type?: LetterType }, string]>([
    ['a letter without the writer’s consent', { consent: false }, 'no_consent'],
    ['举报', { type: 'report' }, 'never_disclosed'],
  ])('refuses %s, and leaves no copy and no event', async (_what, given, reason) => {
    const key = await aRepliedLetter(given);
    expect(await disclosure.publish(key, { ...reviewed, ...later(5) })).toEqual({ kind: 'refused', reason });
    expect(await disclosure.publishAutomatically(key, later(5))).toEqual({ kind: 'refused', reason });
    expect(await copiesOf()).toBe(0);
    expect(await lastKind(key)).toBe('replied');
  });

  it('refuses a review that has not seen every reply, and nothing has happened', async () => {
    const key = await aRepliedLetter();
    await letters.record(key, { kind: 'replied' }, { ...later(4), text: '补充答复。' });
    const before = await outboxOfLetters(database.source);
    expect(await disclosure.publish(key, { ...reviewed, ...later(5) })).toEqual({
      kind: 'refused',
      reason: 'review_outdated',
    });
    expect(await copiesOf()).toBe(0);
    expect(await lastKind(key)).toBe('replied');
    expect(await outboxOfLetters(database.source)).toEqual(before);
  });

  it('refuses a letter that nobody knows, and a second publication', async () => {
    const unknown = { departmentId, id: '018f4c00-0000-7000-8000-000000000000' };
    expect(await disclosure.publish(unknown, { ...reviewed, ...later(5) })).toEqual({
      kind: 'refused',
      reason: 'unknown_letter',
    });
    const key = await aRepliedLetter();
    const twice = await Promise.all(
      [5, 5].map((hours) => disclosure.publish(key, { ...reviewed, ...later(hours) })),
    );
    expect(twice.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
  });
});

describe('keeping a letter back', () => {
  it('withholds for a coded reason without ever making a copy', async () => {
    const key = await aRepliedLetter();
    expect(await disclosure.withhold(key, { reason: 'third_party', ...later(5) })).toMatchObject({
      kind: 'done',
    });
    expect(await copiesOf()).toBe(0);
    await expect(published.letter(number())).rejects.toMatchObject({ code: 'unknown_letter' });
  });

  it('withdraws a published letter: its text is gone, its tombstone says so, and it can be published again', async () => {
    const key = await aRepliedLetter();
    const reason: WithholdReason = 'third_party';
    expect(await disclosure.unpublish(key, { reason, ...later(5) })).toMatchObject({ kind: 'refused' });
    await disclosure.publish(key, { ...reviewed, subject: '独一无二', ...later(5) });
    expect(await disclosure.unpublish(key, { reason, ...later(6) })).toMatchObject({ kind: 'done' });
    await expect(published.letter(number())).rejects.toMatchObject({ code: 'letter_withdrawn' });
    const [row] = await database.source.query('select * from published_letter where number = $1', [number()]);
    expect(row).toMatchObject({
      withdrawn_reason: reason,
      subject: '',
      body: '',
      replies: [],
      timeline: [],
      search: '',
    });
    await disclosure.publish(key, { ...reviewed, ...later(7) });
    expect(await published.letter(number())).toMatchObject({ subject: '路灯' });
  });
});

describe('a public copy keeps up with its letter', () => {
  it('shows the writer’s word, the reopening and the further reply, which nobody has reviewed', async () => {
    const key = await aRepliedLetter();
    const publicReasons = new Map([[3, '由区里办理']]);
    await disclosure.publish(key, { ...reviewed, publicReasons, redactions: 1, ...later(5) });
    await disclosure.record(key, { kind: 'called_back', verdict: 'unresolved', satisfaction: 1 }, later(6));
    expect(await published.letter(number())).toMatchObject({ verdict: 'unresolved', satisfaction: 1 });
    await disclosure.record(key, { kind: 'reopened', reason: '我是王小芳，灯仍不亮' }, later(7));
    await disclosure.record(
      key,
      { kind: 'replied' },
      { ...later(30), text: '联系人：王小芳，住幸福路12号，13900139000，已重修。' },
    );
    await disclosure.record(key, { kind: 'called_back', verdict: 'resolved', satisfaction: 5 }, later(31));
    const letter = await published.letter(number());
    expect(letter).toMatchObject({ subject: '路灯', verdict: 'resolved', satisfaction: 5, redactions: 4 });
    expect(letter.replies.map(({ ordinal, body }) => [ordinal, body])).toEqual([
      [1, '已修。'],
      [2, '联系人：[姓名]，住幸福路[住址]，[电话]，已重修。'],
    ]);
    expect(letter.timeline.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['submitted', null],
      ['accepted', null],
      ['dispatched', '由区里办理'],
      ['replied', null],
      ['published', null],
      ['called_back', null],
      ['reopened', null],
      ['replied', null],
      ['called_back', null],
    ]);
    expect(JSON.stringify(letter)).not.toContain('王小芳');
  });

  it('makes no copy of a letter that is not public', async () => {
    const key = await aRepliedLetter();
    await disclosure.record(key, { kind: 'closed' }, later(5));
    expect(await copiesOf()).toBe(0);
    await disclosure.publish(key, { ...reviewed, ...later(6) });
    await disclosure.unpublish(key, { reason: 'privacy', ...later(7) });
    await disclosure.record(key, { kind: 'called_back', verdict: 'resolved', satisfaction: 4 }, later(8));
    await expect(published.letter(number())).rejects.toMatchObject({ code: 'letter_withdrawn' });
  });
});

it('all these decisions leave the tallies equal to the facts', async () => {
  expect(await outboxOfLetters(database.source)).toEqual(
    await contributionsOfStoredLetters(database.source, repository),
  );
});
