import type { LetterDeed } from '@huiyin/domain';
import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { SampleDoor } from '../directory/door.sample.ts';
import { openSampleDoor } from '../directory/door.sample.ts';
import type { LetterKey } from '../letters/letters.repository.ts';
import { LettersService } from '../letters/letters.service.ts';
import { OwnLetterService } from '../letters/own-letter.service.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { DisclosureModule } from './disclosure.module.ts';
import { DisclosureService } from './disclosure.service.ts';
import { OwnDeedsService } from './own-deeds.service.ts';
import { OwnPublicCopyService } from './own-public-copy.service.ts';
import { RemovalsService } from './removals.service.ts';

const BODY = `路灯坏了三天，晚上很黑，希望尽快修好。我住在柳岸街尽头的蓝
门人家，楼下就是“老周面馆”。请查一查是谁在管，什么时候修。<b>周老板</b>的车是(.*)+号，ＡＢ１２也是他的。`;
const REPLY = '周老板您好，柳岸街的路灯已于今日修好，谢谢您告诉我们。如果再坏，请随时再写信。';

describe('words that their writer has taken out of the public version', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let door: SampleDoor;
  let removals: RemovalsService;
  let now: number;
  let key: LetterKey;
  let number: string;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, Date.now);
    door = await openSampleDoor(DisclosureModule, database.source, sample.sealer, { now: () => now });
    removals = door.app.get(RemovalsService);
  }, 60_000);
  afterAll(async () => {
    await door.app.close();
    await database.close();
  });
  beforeEach(async () => {
    now = Date.now();
    await database.source.query('truncate door_limit, text_print, letter_removal');
    const id = uuid7(now, randomBytes(10));
    const { body } = await door.post('/api/v1/letters', {
      id,
      department: 'qingpu-social',
      type: 'help',
      subject: '柳岸街路灯不亮',
      body: BODY,
      writer: { name: '周岸', phone: '13800000000' },
      consent: true,
    });
    key = { departmentId: sample.department('qingpu-social').id, id };
    number = body['number'] as string;
    await officer({ kind: 'accepted' });
    await officer({ kind: 'dispatched', departmentId: sample.department('qingpu-housing').id });
    await officer({ kind: 'replied' }, REPLY);
    await publish();
  });

  const officer = async (deed: LetterDeed, text?: string) => {
    now += 60_000;
    const outcome = await door.app
      .get(LettersService, { strict: false })
      .record(key, deed, { at: now, actor: 'officer', ...(text === undefined ? {} : { text }) });
    expect(outcome.kind).toBe('done');
  };
  const publish = async () => {
    now += 60_000;
    const outcome = await door.app
      .get(DisclosureService)
      .publishAutomatically(key, { actor: 'officer', at: now });
    expect(outcome.kind).toBe('done');
  };
  const inPublic = async () =>
    (await door.app.inject({ url: `/api/v1/letters/${number}` })).json<{
      subject: string;
      body: string;
      redactions: number;
      replies: { body: string }[];
    }>();
  const found = async (q: string) =>
    (await door.app.inject({ url: `/api/v1/letters?q=${encodeURIComponent(q)}` })).json<{ total: number }>()
      .total;
  const stored = async (): Promise<number> => {
    const [row]: { n: number }[] = await database.source.query(
      'select count(*)::int as n from letter_removal',
    );
    return row!.n;
  };
  const remove = (words: string, reason: string | null = null) =>
    removals.remove(key, { words, reason }, now);

  it('are gone at once from subject, body, replies and search', async () => {
    const before = await inPublic();
    expect(await found('柳岸街')).toBeGreaterThan(0);
    expect(await remove('柳岸街', '我就住在那里')).toBe('removed');
    const after = await inPublic();
    expect(JSON.stringify([after.subject, after.body, after.replies])).not.toContain('柳岸街');
    expect(after.subject).toBe('[个人信息]路灯不亮');
    expect(after.body).toContain('我住在[个人信息]尽头');
    expect(after.replies[0]!.body).toContain('，[个人信息]的路灯');
    expect(after.redactions).toBe(before.redactions + 3);
    const rows: object[] = await database.source.query('select * from letter_removal');
    expect(JSON.stringify(rows)).not.toMatch(/柳岸街|住在那里/);
  });

  it.each([
    ['over a line break', '蓝门人家', '尽头的[个人信息]，楼下'],
    ['as markup', '<b>周老板</b>', '[个人信息]的车'],
    ['with the signs of a pattern', '(.*)+号', '车是[个人信息]，'],
    ['in another width', 'ab12', '，[个人信息]也是'],
  ])('are found %s', async (_, words, left) => {
    expect(await remove(words)).toBe('removed');
    expect((await inPublic()).body).toContain(left);
  });

  it.each([
    ['林小满', 'words_not_there'],
    ['.*', 'words_too_short'],
    ['[^a]', 'words_not_there'],
    ['%', 'words_too_short'],
    ['周', 'words_too_short'],
    ['，。', 'words_too_short'],
    ['$&', 'words_too_short'],
    ['个人信息', 'words_not_there'],
    [BODY.slice(0, 70), 'words_too_much'],
  ] as const)(
    '“%s” is answered with %s, and what is refused changes and stores nothing',
    async (words, outcome) => {
      const before = await inPublic();
      expect(await remove(words)).toBe(outcome);
      expect(await inPublic()).toEqual(before);
      expect(await stored()).toBe(0);
    },
  );

  it('change nothing the second time, also when both come at once', async () => {
    const [first, second] = await Promise.all([remove('老周面馆'), remove('老周面馆')]);
    expect([first, second]).toEqual(['removed', 'removed']);
    const after = await inPublic();
    expect(await remove('老周面馆')).toBe('removed');
    expect(await inPublic()).toEqual(after);
    expect(await stored()).toBe(1);
  });

  it('are never more than three tenths of the whole, in however many steps', async () => {
    const outcomes: string[] = [];
    for (let from = 0; from + 8 <= REPLY.length; from += 8)
      outcomes.push(await remove(REPLY.slice(from, from + 8)));
    for (let from = 0; from + 8 <= BODY.length; from += 8)
      outcomes.push(await remove(BODY.slice(from, from + 8)));
    expect(outcomes[0]).toBe('removed');
    expect(outcomes.at(-1)).toBe('words_too_much');
    const [row]: { n: number }[] = await database.source.query(
      'select sum(characters)::int as n from letter_removal',
    );
    expect(row!.n).toBeLessThan(0.3 * (BODY.length + REPLY.length + 7));
  });

  it('stay out when the copy is made anew, in replies that come later, and when it is published again', async () => {
    await remove('柳岸街');
    const deeds = door.app.get(OwnDeedsService);
    await deeds.answer(key, { verdict: 'unresolved', again: true, text: '又坏了' }, now);
    now += 60_000;
    const outcome = await door.app
      .get(DisclosureService)
      .record(key, { kind: 'replied' }, { at: now, actor: 'officer', text: '柳岸街的又修好了。' });
    expect(outcome.kind).toBe('done');
    expect((await inPublic()).replies[1]!.body).toBe('[个人信息]的又修好了。');
    await door.app.get(DisclosureService).unpublish(key, { reason: 'privacy', actor: 'officer', at: now });
    expect(await remove('老周面馆')).toBe('words_not_there');
    await publish();
    const { subject, body, replies } = await inPublic();
    expect(JSON.stringify([subject, body, replies])).not.toContain('柳岸街');
  });

  it('are shown to their writer beside the original, which stays as it was', async () => {
    await remove('柳岸街');
    const letter = await door.app.get(OwnLetterService, { strict: false }).look(key, now);
    expect(letter.body).toBe(BODY);
    const own = (await door.app.get(OwnPublicCopyService).of(letter))!;
    const marked = (original: string, { replaced }: (typeof own)['body']) =>
      replaced!.map(({ start, end }) => original.slice(start, end));
    expect(marked(letter.subject, own.subject)).toEqual(['柳岸街']);
    expect(marked(letter.body, own.body)).toContain('柳岸街');
    expect(marked(letter.replies[0]!.body, own.replies[0]!)).toContain('柳岸街');
    expect(await removals.ofLetter(key)).toMatchObject([{ words: '柳岸街', times: 3 }]);
    await door.app.get(OwnDeedsService).consent(key, false, now);
    const taken = await door.app.get(OwnLetterService, { strict: false }).look(key, now);
    expect(await door.app.get(OwnPublicCopyService).of(taken)).toBeNull();
  });

  it('wait for a person to look at them, once', async () => {
    await remove('柳岸街', '我就住在那里');
    expect(await removals.waiting()).toMatchObject([
      { number, words: '柳岸街', reason: '我就住在那里', times: 3 },
    ]);
    expect(await removals.settle(number, 'command', now)).toBe(1);
    expect(await removals.settle(number, 'command', now)).toBe(0);
    expect(await removals.waiting()).toEqual([]);
    expect(await inPublic()).toMatchObject({ subject: '[个人信息]路灯不亮' });
  });
});
