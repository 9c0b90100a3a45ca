import { OwnLetterSchema } from '@huiyin/contract';
import type { LetterDeed } from '@huiyin/domain';
import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { CentresRepository } from '../directory/centres.repository.ts';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { SampleDoor } from '../directory/door.sample.ts';
import { openSampleDoor } from '../directory/door.sample.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import type { LetterKey } from '../letters/letters.repository.ts';
import { LettersRepository } from '../letters/letters.repository.ts';
import { contributionsOfStoredLetters, outboxOfLetters } from '../letters/letters.sample.ts';
import { LettersService } from '../letters/letters.service.ts';
import { OwnLetterService } from '../letters/own-letter.service.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { DisclosureModule } from './disclosure.module.ts';
import { DisclosureService } from './disclosure.service.ts';
import { OwnDeedsService } from './own-deeds.service.ts';

const MINUTE = 60_000;

describe('one’s own letter', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let door: SampleDoor;
  let own: OwnLetterService;
  let deeds: OwnDeedsService;
  let now: number;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, Date.now);
    door = await openSampleDoor(DisclosureModule, database.source, sample.sealer, { now: () => now });
    own = door.app.get(OwnLetterService, { strict: false });
    deeds = door.app.get(OwnDeedsService);
  }, 60_000);
  beforeEach(async () => {
    now = Date.now();
    await database.source.query(
      'truncate letter, letter_number, letter_event, reply, published_letter, tally_delta, wait_delta, dispatch_centre, held_letter, door_limit, text_print',
    );
    door.app.get(DirectoryService, { strict: false }).refresh();
  });
  afterAll(async () => {
    await door.app.close();
    await database.close();
  });

  const aLetter = (changes: object = {}) => ({
    id: uuid7(now, randomBytes(10)),
    department: 'qingpu-social',
    type: 'help',
    subject: '失业金8月没到账',
    body: '我叫林小满，电话13800000000，8月的失业金没有到账。',
    writer: { name: '林小满', phone: '13800000000' },
    consent: true,
    ...changes,
  });
  const write = async (changes: object = {}) => {
    const letter = aLetter(changes);
    const { body } = await door.post('/api/v1/letters', letter);
    const departmentId = sample.department('qingpu-social').id;
    return {
      key: { departmentId, id: letter.id } satisfies LetterKey,
      number: body['number'] as string,
      code: body['queryCode'] as string,
    };
  };
  const officer = async (key: LetterKey, deed: LetterDeed, text?: string) => {
    now += MINUTE;
    const outcome = await door.app
      .get(LettersService, { strict: false })
      .record(key, deed, { at: now, actor: 'officer', ...(text === undefined ? {} : { text }) });
    expect(outcome.kind).toBe('done');
    now += MINUTE;
  };
  const reply = async (key: LetterKey) => {
    await officer(key, { kind: 'accepted' });
    await officer(key, { kind: 'dispatched', departmentId: sample.department('qingpu-housing').id });
    await officer(key, { kind: 'replied' }, '已经补发。');
  };
  const look = async (key: LetterKey) => OwnLetterSchema.parse(await own.look(key, now));
  const outboxEqualsFacts = async () =>
    expect(await outboxOfLetters(database.source)).toEqual(
      await contributionsOfStoredLetters(database.source, door.app.get(LettersRepository, { strict: false })),
    );

  it('opens with number and code, however they are typed, and with nothing else', async () => {
    const { key, number, code } = await write();
    const other = await write();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    for (const [n, c] of [
      [number, code],
      [number.toLowerCase(), typed],
    ] as const) {
      const pass = await own.enter(n, c, now);
      expect(await own.keyFor(pass!, number, now)).toEqual(key);
    }
    expect(await own.enter(number, other.code, now)).toBeNull();
    expect(await own.enter('HY2026-00000000', code, now)).toBeNull();
    expect(await own.enter('', '', now)).toBeNull();
  });

  it('stays open for two hours, for this letter alone', async () => {
    const { number, code } = await write();
    const other = await write();
    const pass = (await own.enter(number, code, now))!;
    const refused = { code: 'pass_needed' };
    await expect(own.keyFor(pass, other.number, now)).rejects.toMatchObject(refused);
    await expect(own.keyFor(pass, number, now + 120 * MINUTE + 1)).rejects.toMatchObject(refused);
    await expect(own.keyFor(`${pass.slice(0, -2)}AA`, number, now)).rejects.toMatchObject(refused);
    await expect(own.keyFor('', number, now)).rejects.toMatchObject(refused);
  });

  it('tells who has it, until when, and what may be done now', async () => {
    const { key } = await write();
    expect(await look(key)).toMatchObject({
      body: expect.stringContaining('13800000000') as unknown,
      department: { code: 'qingpu-social' },
      stage: 'submitted',
      allowedWorkingDays: 15,
      overdue: false,
      may: { supplement: true, answer: false, reopen: false },
    });
    await reply(key);
    const letter = await look(key);
    expect(letter).toMatchObject({
      department: { code: 'qingpu-housing' },
      stage: 'replied',
      replies: [{ kind: 'full', body: '已经补发。' }],
      may: { supplement: true, answer: true, reopen: true },
    });
    expect(letter.timeline.map(({ kind }) => kind)).toEqual([
      'submitted',
      'accepted',
      'dispatched',
      'replied',
    ]);
  });

  it('is added to: the words sealed, the department that waited goes on', async () => {
    const { key } = await write();
    await officer(key, { kind: 'accepted' });
    await officer(key, { kind: 'dispatched', departmentId: sample.department('qingpu-housing').id });
    await officer(key, { kind: 'paused', reason: '请补充卡号' });
    await deeds.supplement(key, '卡号尾号0142，电话13800000000', now);
    const letter = await look(key);
    expect(letter).toMatchObject({ stage: 'dispatched' });
    expect(letter.timeline.at(-1)).toMatchObject({
      kind: 'supplemented',
      note: '卡号尾号0142，电话13800000000',
    });
    const events: object[] = await database.source.query('select deed, actor, note_sealed from letter_event');
    expect(JSON.stringify(events)).not.toMatch(/0142|13800000000/);
    await outboxEqualsFacts();
  });

  it('is answered, taken up again once, and a second time refused with nothing half done', async () => {
    const { key } = await write();
    await expect(deeds.answer(key, { verdict: 'resolved', again: false }, now)).rejects.toMatchObject({
      code: 'letter_not_open',
    });
    await reply(key);
    await deeds.answer(
      key,
      { verdict: 'unresolved', satisfaction: 2, again: true, text: '没说8月的钱' },
      now,
    );
    expect(await look(key)).toMatchObject({
      stage: 'reopened',
      verdict: 'unresolved',
      satisfaction: 2,
      may: { answer: false, reopen: false },
    });
    await officer(key, { kind: 'replied' }, '8月的钱已于今日补发。');
    await expect(deeds.answer(key, { verdict: 'unresolved', again: true }, now)).rejects.toMatchObject({
      code: 'reopened_before',
    });
    expect((await look(key)).timeline.filter(({ kind }) => kind === 'called_back')).toHaveLength(1);
    await deeds.answer(key, { verdict: 'half_resolved', satisfaction: 4, again: false, text: '差利息' }, now);
    expect((await look(key)).timeline.at(-1)).toMatchObject({ verdict: 'half_resolved', note: '差利息' });
    await outboxEqualsFacts();
  });

  it('is answered once, however often the same answer is sent', async () => {
    const { key } = await write();
    await reply(key);
    const answer = { verdict: 'half_resolved', satisfaction: 4, again: false } as const;
    await Promise.all(Array.from({ length: 5 }, () => deeds.answer(key, answer, now)));
    await deeds.answer(key, answer, now);
    const said = async () => (await look(key)).timeline.filter(({ kind }) => kind === 'called_back');
    expect(await said()).toHaveLength(1);
    await deeds.answer(key, { ...answer, satisfaction: 5 }, now);
    expect(await said()).toHaveLength(2);
    await outboxEqualsFacts();
  });

  it('leaves the public when its writer takes the consent back, and the public copy follows an answer', async () => {
    const { key, number } = await write();
    await reply(key);
    await door.app.get(DisclosureService).publishAutomatically(key, { actor: 'officer', at: now });
    now += MINUTE;
    await deeds.answer(key, { verdict: 'resolved', satisfaction: 5, again: false }, now);
    const publicLetter = async () =>
      (await door.app.inject({ url: `/api/v1/letters/${number}` })).json<object>();
    expect(await publicLetter()).toMatchObject({ verdict: 'resolved', satisfaction: 5 });
    await deeds.consent(key, false, now);
    await deeds.consent(key, false, now);
    expect(await publicLetter()).toMatchObject({ code: 'letter_withdrawn' });
    expect(await look(key)).toMatchObject({ consent: false, published: false });
    await deeds.consent(key, true, now);
    expect(await look(key)).toMatchObject({ consent: true, published: false });
    await outboxEqualsFacts();
  });

  it('for nobody in particular goes to the centre of the region, or of the nearest above that has one', async () => {
    const letter = { ...aLetter(), department: undefined, region: '990101' };
    const send = () => door.post('/api/v1/letters', letter);
    expect(await send()).toMatchObject({ status: 422, body: { code: 'no_centre' } });
    const centre = sample.department('yunting-social').id;
    await new CentresRepository().set(database.source.manager, '9901', centre);
    door.app.get(DirectoryService, { strict: false }).refresh();
    expect((await send()).status).toBe(201);
    expect(await look({ departmentId: centre, id: letter.id })).toMatchObject({
      department: { code: 'yunting-social' },
    });
    expect(
      await door.post('/api/v1/letters', { ...letter, region: 'nowhere', id: uuid7(now, randomBytes(10)) }),
    ).toMatchObject({ status: 404, body: { code: 'region_not_found' } });
  });

  it('sent at once to several departments under one id is one letter', async () => {
    const letter = aLetter();
    const answers = await Promise.all(
      ['qingpu-social', 'qingpu-housing', 'yunting-social', 'yunting-housing'].map((department) =>
        door.post('/api/v1/letters', { ...letter, department }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});
