import type { SubmitLetter } from '@huiyin/contract';
import type { LetterDeed } from '@huiyin/domain';
import { uuid7 } from '@huiyin/domain';
import type { INestApplication } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { openSampleDoor } from '../directory/door.sample.ts';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { LetterIntakeService } from './letter-intake.service.ts';
import { LettersModule } from './letters.module.ts';
import { LettersService } from './letters.service.ts';
import { OwnLetterService } from './own-letter.service.ts';

const NOW = Date.now();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const mail = { server: 'smtp://127.0.0.1', from: 'noreply@huiyin.example', origin: 'https://huiyin.example' };

describe('mails about a letter', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let app: INestApplication;
  let silent: INestApplication;
  let present = NOW;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => NOW);
    const clock = { now: () => present };
    ({ app } = await openSampleDoor(LettersModule, database.source, sample.sealer, clock, mail));
    ({ app: silent } = await openSampleDoor(LettersModule, database.source, sample.sealer, clock));
  }, 60_000);
  beforeEach(async () => {
    present = NOW;
    await database.source.query('truncate mail');
  });
  afterAll(async () => {
    await app.close();
    await silent.close();
    await database.close();
  });

  const aLetter = (changes: Partial<SubmitLetter> = {}): SubmitLetter => ({
    id: uuid7(NOW, randomBytes(10)),
    department: 'qingpu-social',
    item: null,
    channel: 'web',
    type: 'help',
    subject: '路灯不亮',
    body: '清浦区柳岸街的路灯坏了三天。',
    writer: { name: '某某', email: 'lin@example.org' },
    consent: true,
    language: 'en',
    mailCode: true,
    ...changes,
  });
  const submit = (letter: SubmitLetter, hold: Parameters<LetterIntakeService['submit']>[2] = null) =>
    app.get(LetterIntakeService).submit(letter, NOW, hold);
  const mails = async (): Promise<{ kind: string; address: string; subject: string; body: string }[]> => {
    const rows: Record<'kind' | 'address' | 'subject' | 'body', never>[] = await database.source.query(
      'select kind, address_sealed as address, subject_sealed as subject, body_sealed as body from mail order by id',
    );
    const open = (sealed: Buffer) => sample.sealer.open(sealed);
    return rows.map((row) => ({
      kind: row.kind,
      address: open(row.address),
      subject: open(row.subject),
      body: open(row.body),
    }));
  };
  const record = async (on: INestApplication, id: string, ...deeds: LetterDeed[]) => {
    const key = { departmentId: sample.department('qingpu-social').id, id };
    for (const [index, deed] of deeds.entries()) {
      const text = deed.kind === 'replied' ? { text: '已修好。' } : {};
      const outcome = await on
        .get(LettersService)
        .record(key, deed, { at: NOW + index * HOUR, actor: 'officer', ...text });
      expect(outcome.kind).toBe('done');
    }
  };
  const replied = (): LetterDeed[] => [
    { kind: 'accepted' },
    { kind: 'dispatched', departmentId: sample.department('qingpu-social').id },
    { kind: 'replied' },
  ];

  it('tell number and code to whoever asked for it, once, in the language of the form', async () => {
    const letter = aLetter();
    const { number, queryCode } = await submit(letter);
    await submit(letter);
    const [told, ...more] = await mails();
    expect(more).toEqual([]);
    expect(told).toMatchObject({ kind: 'query_code', address: 'lin@example.org' });
    expect(told!.body).toContain(number);
    expect(told!.body).toContain(queryCode);
    expect(told!.body).toContain('https://huiyin.example/en/track\n');
    expect(`${told!.subject}${told!.body}`).not.toContain('路灯');
  });

  it('tell it of a held letter too, and not again when it is released', async () => {
    const { number } = await submit(aLetter({ language: 'zh' }), {
      score: 9,
      reasons: ['nearly_same'],
    });
    await app.get(LetterIntakeService).release(number, 'officer', NOW + HOUR);
    const told = await mails();
    expect(told).toHaveLength(1);
    expect(told[0]!.body).toContain('https://huiyin.example/track\n');
  });

  it.each([
    ['nobody asked', { mailCode: false }],
    ['there is no address', { writer: { name: '某某', phone: '13800000000' } }],
  ])('tell nothing when %s', async (_, changes) => {
    await submit(aLetter(changes));
    expect(await mails()).toEqual([]);
  });

  it('ask after a reply that was recorded long after it was given, as if it were new', async () => {
    const { id } = await submit(aLetter({ mailCode: false }));
    present = NOW + 40 * DAY;
    await record(app, id, ...replied());
    const [{ at }]: [{ at: Date }] = await database.source.query('select queued_at as at from mail');
    expect(at.getTime()).toBe(present);
    const [asked] = await mails();
    const pass = /\/answer\/([\w-]+)/.exec(asked!.body)![1]!;
    expect(await app.get(OwnLetterService).answerStanding(pass, present)).toMatchObject({ kind: 'open' });
  });

  it('ask after a reply, by links that answer and do nothing else', async () => {
    const { id, number } = await submit(aLetter({ mailCode: false }));
    await record(app, id, ...replied());
    const [asked] = await mails();
    expect(asked).toMatchObject({
      kind: 'reply',
      subject: `Your letter ${number} was answered: was it solved?`,
    });
    expect(asked!.body).not.toMatch(/路灯|修好/);
    const links = [
      ...asked!.body.matchAll(/https:\/\/huiyin\.example\/en\/answer\/([\w-]+)\?verdict=(\w+)/g),
    ];
    expect(links.map(([, , verdict]) => verdict)).toEqual(['resolved', 'half_resolved', 'unresolved']);
    const pass = links[0]![1]!;
    const own = app.get(OwnLetterService);
    expect(await own.answerStanding(pass, NOW + 29 * DAY)).toMatchObject({
      kind: 'open',
      letter: { number, stage: 'replied', verdict: null, may: { answer: true, reopen: true } },
    });
    expect(await own.answerStanding(pass, NOW + 31 * DAY)).toEqual({ kind: 'ended', number });
    expect(await own.answerStanding(`${pass.slice(0, -2)}AA`, NOW)).toEqual({ kind: 'unknown' });
    await expect(own.keyFor(pass, number, NOW)).rejects.toMatchObject({ code: 'pass_needed' });
    const key = { departmentId: sample.department('qingpu-social').id, id };
    expect(await own.answerStanding(own.passFor(key, NOW), NOW)).toEqual({ kind: 'unknown' });
  });

  it('are none where the site sends none', async () => {
    const { id } = await silent.get(LetterIntakeService).submit(aLetter(), NOW);
    await record(silent, id, ...replied());
    expect(await mails()).toEqual([]);
  });
});
