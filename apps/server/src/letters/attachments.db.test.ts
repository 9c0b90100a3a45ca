import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import type { ScanResult } from '../platform/files/virus-scanner.ts';
import { VirusScanner } from '../platform/files/virus-scanner.ts';
import type { SentFile } from '../platform/http/file-form-body.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import { letterMailsOf } from './mails.sample.ts';
import { AttachmentsService } from './attachments.service.ts';
import { HeldLettersRepository } from './held-letters.repository.ts';
import { LetterIntakeService } from './letter-intake.service.ts';
import { LettersRepository } from './letters.repository.ts';
import { LettersService } from './letters.service.ts';

const NOW = Date.now();
const HOUR = 3_600_000;
const newId = () => uuid7(NOW, randomBytes(10));

/** A scanner at the end of a wire that the test holds. */
class HeldScanner extends VirusScanner {
  says: ScanResult = 'clean';
  constructor() {
    super('127.0.0.1:1');
  }
  override scan(): Promise<ScanResult> {
    return Promise.resolve(this.says);
  }
}

describe('files of a letter', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let letters: LettersService;
  let intake: LetterIntakeService;
  let attachments: AttachmentsService;
  const scanner = new HeldScanner();
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => NOW);
    const repository = new AttachmentsRepository();
    const letterRows = new LettersRepository(sample.rules);
    letters = new LettersService(
      database.source,
      sample.rules,
      letterRows,
      repository,
      letterMailsOf(sample.sealer),
      sample.sealer,
    );
    intake = new LetterIntakeService(
      database.source,
      sample.service,
      sample.rules,
      letterRows,
      new HeldLettersRepository(),
      repository,
      letterMailsOf(sample.sealer),
      sample.sealer,
    );
    attachments = new AttachmentsService(database.source, repository, letterRows, scanner, sample.sealer);
  }, 60_000);
  beforeEach(async () => {
    scanner.says = 'clean';
    await database.source.query('truncate attachment');
  });
  afterAll(() => database.close());

  const photo = async (name: string, shade = 0): Promise<SentFile> => ({
    field: 'files',
    name,
    content: await sharp({
      create: { width: 8, height: 8, channels: 3, background: { r: shade, g: 0, b: 0 } },
    })
      .png()
      .toBuffer(),
    left: null,
  });
  // Nobody sends two forms in one millisecond; what they send is shown in the order in which it came.
  let now = NOW;
  const take = (id: string, files: SentFile[], kept: string[] = [], sent = false) =>
    attachments.take(id, files, kept, (now += 1_000), { sent });
  const submit = (id: string) =>
    intake.submit(
      {
        id,
        department: 'qingpu-social',
        item: null,
        channel: 'web',
        type: 'help',
        subject: '路灯不亮',
        body: '路灯坏了三天。',
        writer: { name: '某某', phone: '199-0000-0001' },
        consent: false,
      },
      NOW,
    );

  it('wait with the form, and go with the letter when it is sent', async () => {
    const id = newId();
    expect(await take(id, [await photo('一.png', 1), await photo('二.png', 2)])).toEqual([]);
    const waiting = await attachments.unsent(id);
    expect(waiting.map(({ name }) => name)).toEqual(['一.png', '二.png']);
    expect(await attachments.open(id, waiting[0]!.id)).toBeNull();
    // The second is unticked, a third comes.
    await take(id, [await photo('三.png', 3)], [waiting[0]!.id]);
    await submit(id);
    expect(await attachments.unsent(id)).toEqual([]);
    const sent = await attachments.sent(id);
    expect(sent.map(({ name }) => name)).toEqual(['一.png', '三.png']);
    const opened = await attachments.open(id, sent[0]!.id);
    expect(opened).toMatchObject({ name: '一.png', mediaType: 'image/png' });
    expect(await sharp(opened!.content).metadata()).toMatchObject({ width: 8, height: 8 });
  });

  it('are stored once, however often and at once they come', async () => {
    const id = newId();
    const file = await photo('一.png', 4);
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await take(id, [file]).catch((error: unknown) => {
          if (!(error instanceof VisitorError)) throw error;
        });
        await submit(id);
      }),
    );
    expect(await attachments.sent(id)).toHaveLength(1);
  });

  it('are not lost silently when they come after the letter', async () => {
    const id = newId();
    const { number } = await submit(id);
    const late = await take(id, [await photo('晚.png', 5)]).catch((error: unknown) => error);
    expect(late).toMatchObject({ code: 'letter_sent_before', blanks: { number } });
    expect(await take(id, [await photo('补.png', 6)], [], true)).toEqual([]);
    const done = await letters.record(
      { departmentId: sample.department('qingpu-social').id, id },
      { kind: 'supplemented' },
      { at: NOW + HOUR, actor: 'writer', note: '补一张照片' },
    );
    expect(done.kind).toBe('done');
    expect((await attachments.sent(id)).map(({ name }) => name)).toEqual(['补.png']);
  });

  it('are five at most with one form, and each that is left out is named', async () => {
    const id = newId();
    const files = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((shade) => photo(`${shade}.png`, shade * 9)));
    expect(await take(id, files)).toEqual([
      { code: 'files_too_many', blanks: { name: '6.png', limit: '5' } },
      { code: 'files_too_many', blanks: { name: '7.png', limit: '5' } },
    ]);
    expect(await attachments.unsent(id)).toHaveLength(5);
  });

  it('that are not what they say are refused, each with what it is', async () => {
    const file = (name: string, content: string | null, left: SentFile['left'] = null): SentFile => ({
      field: 'files',
      name,
      content: content === null ? null : Buffer.from(content),
      left,
    });
    expect(
      await take(newId(), [
        file('C:\\fakepath\\照片.jpg', '<svg onload="alert(1)"/>'),
        file('表.jpg', 'words'),
        file('大.jpg', null, 'too_large'),
        file(`${'长'.repeat(200)}\u202egpj.exe`, 'MZ'.padEnd(300, '\0')),
      ]),
    ).toEqual([
      { code: 'file_type', blanks: { name: '照片.jpg', kind: 'SVG' } },
      { code: 'file_unknown', blanks: { name: '表.jpg' } },
      { code: 'file_too_large', blanks: { name: '大.jpg', limit: '10 MB' } },
      { code: 'file_type', blanks: { name: `${'长'.repeat(59)}…${'长'.repeat(13)}gpj.exe`, kind: 'EXE' } },
    ]);
  });

  it('with a virus are refused, at once or when the scanner is back', async () => {
    const id = newId();
    scanner.says = 'infected';
    expect(await take(id, [await photo('毒.png', 7)])).toEqual([
      { code: 'file_infected', blanks: { name: '毒.png' } },
    ]);
    scanner.says = 'away';
    await take(id, [await photo('毒.png', 7), await photo('好.png', 8)]);
    await submit(id);
    const [bad, good] = await attachments.sent(id);
    expect([bad!.scan, good!.scan]).toEqual(['waiting', 'waiting']);
    expect(await attachments.open(id, bad!.id)).toBeNull();
    expect(await attachments.tidy(NOW)).toBe(false);
    scanner.says = 'infected';
    expect(await attachments.tidy(NOW)).toBe(true);
    expect((await attachments.sent(id)).map(({ scan }) => scan)).toEqual(['infected', 'infected']);
    const rows: { n: number }[] = await database.source.query(
      'select count(content_sealed)::int as n from attachment',
    );
    expect(rows[0]!.n).toBe(0);
    expect(await attachments.tidy(NOW)).toBe(false);
  });

  it('are taken away when their letter is never sent', async () => {
    const id = newId();
    await take(id, [await photo('一.png', 1)]);
    expect(await attachments.tidy(NOW + 47 * HOUR)).toBe(false);
    expect(await attachments.tidy(NOW + 49 * HOUR)).toBe(true);
    expect(await attachments.unsent(id)).toEqual([]);
  });

  it('stand nowhere unsealed', async () => {
    const id = newId();
    await take(id, [await photo('林小满的身份证.png', 9)]);
    const rows: { row: string }[] = await database.source.query('select t::text as row from attachment t');
    expect(rows[0]!.row).not.toContain(Buffer.from('林小满').toString('hex'));
    expect(rows[0]!.row).not.toContain('89504e47');
  });
});
