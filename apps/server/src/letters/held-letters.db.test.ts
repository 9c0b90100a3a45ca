import type { SubmitLetter } from '@huiyin/contract';
import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { SampleDoor } from '../directory/door.sample.ts';
import { openSampleDoor } from '../directory/door.sample.ts';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import { NO_SIGNS } from '../guard/guard.service.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { HeldLettersService } from './held-letters.service.ts';
import { LetterDoorService } from './letter-door.service.ts';
import { LetterIntakeService } from './letter-intake.service.ts';
import { LettersModule } from './letters.module.ts';
import { OwnLetterService } from './own-letter.service.ts';

const NOW = Date.now();
const HOUR = 3_600_000;
const visitor = { network: '192.0.2.7', device: 'a', shared: false };
const TRAPPED = { ...NO_SIGNS, trap: 'http://x' };

describe('a letter that a program may have written', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let app: SampleDoor['app'];
  let door: LetterDoorService;
  let intake: LetterIntakeService;
  let own: OwnLetterService;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => NOW);
    ({ app } = await openSampleDoor(LettersModule, database.source, sample.sealer, { now: () => NOW }));
    door = app.get(LetterDoorService);
    intake = app.get(LetterIntakeService);
    own = app.get(OwnLetterService);
  }, 60_000);
  beforeEach(() =>
    database.source.query(
      'truncate letter, letter_number, letter_event, reply, tally_delta, wait_delta, held_letter, attachment, door_limit, text_print',
    ),
  );
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  const aLetter = (changes: Partial<SubmitLetter> = {}): SubmitLetter => ({
    id: uuid7(NOW, randomBytes(10)),
    department: 'qingpu-social',
    item: null,
    channel: 'web',
    type: 'help',
    subject: '失业金没到账',
    body: '我叫林小满，电话13800000000。',
    writer: { name: '林小满', phone: '13800000000' },
    consent: true,
    ...changes,
  });
  const count = async (table: string): Promise<number> => {
    const [row]: { n: number }[] = await database.source.query(`select count(*)::int as n from ${table}`);
    return row!.n;
  };
  const held = (letter: SubmitLetter) => door.submit(letter, TRAPPED, visitor, NOW);

  it('gets number and code, waits, and no figure knows of it', async () => {
    const receipt = await held(aLetter());
    expect(receipt.outcome).toBe('held');
    expect([await count('letter'), await count('tally_delta'), await count('held_letter')]).toEqual([
      0, 0, 1,
    ]);
    expect(await app.get(HeldLettersService).waiting()).toMatchObject([
      { number: receipt.number, score: 60, reasons: ['trap'], subject: '失业金没到账' },
    ]);
    const rows: { row: string }[] = await database.source.query('select t::text as row from held_letter t');
    expect(rows[0]!.row).not.toContain('13800000000');
    expect(rows[0]!.row).not.toContain(Buffer.from('13800000000').toString('hex'));
  });

  it('is followed by its writer as any other, while it waits and when it was refused', async () => {
    const { number, queryCode, id } = await held(aLetter());
    expect(await own.enter(number, queryCode, NOW)).not.toBeNull();
    expect(await own.enter(number, 'WRONG', NOW)).toBeNull();
    const key = { departmentId: sample.department('qingpu-social').id, id };
    expect(await own.look(key, NOW)).toMatchObject({
      number,
      body: '我叫林小满，电话13800000000。',
      stage: 'submitted',
      held: { since: new Date(NOW).toISOString(), refusal: null },
      may: { supplement: false, answer: false, reopen: false },
    });
    expect(await intake.refuse(number, 'officer', '这是广告。', NOW + HOUR)).toMatchObject({
      kind: 'refused',
    });
    expect((await own.look(key, NOW)).held).toMatchObject({ refusal: '这是广告。' });
    expect(await own.enter(number, queryCode, NOW)).not.toBeNull();
    expect(await intake.release(number, 'officer', NOW + HOUR)).toBeNull();
    expect(await count('letter')).toBe(0);
  });

  it('goes on as received when it was sent, with the same number and code, once', async () => {
    const { number, queryCode, id } = await held(aLetter());
    const released = await Promise.all(
      Array.from({ length: 5 }, () => intake.release(number, 'officer', NOW + 30 * HOUR)),
    );
    expect(released.filter((one) => one !== null)).toHaveLength(1);
    expect([await count('letter'), await count('letter_event')]).toEqual([1, 1]);
    const key = { departmentId: sample.department('qingpu-social').id, id };
    expect(await own.look(key, NOW + 30 * HOUR)).toMatchObject({
      number,
      held: null,
      submittedAt: new Date(NOW).toISOString(),
      may: { supplement: true },
    });
    expect(await own.enter(number, queryCode, NOW)).not.toBeNull();
    expect(await count('tally_delta')).toBeGreaterThan(0);
  });

  it('is one letter, however often and with whatever signs it comes', async () => {
    const letter = aLetter();
    const receipts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        door.submit(letter, index % 2 === 0 ? TRAPPED : NO_SIGNS, visitor, NOW),
      ),
    );
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(1);
    expect((await count('letter')) + (await count('held_letter'))).toBe(1);
    await expect(door.submit({ ...letter, body: '另一件事' }, NO_SIGNS, visitor, NOW)).rejects.toMatchObject({
      code: 'id_reused',
    });
  });

  it('is asked for work first when it comes by a form, and taken at once when the work is done', async () => {
    const early = { ...NO_SIGNS, shownAt: NOW - 100 };
    const letter = aLetter();
    expect(await door.submitForm(letter, early, visitor, NOW)).toMatchObject({ kind: 'ask' });
    expect(await count('held_letter')).toBe(0);
    expect(await door.submitForm(letter, { ...early, shownAt: NOW - 60_000 }, visitor, NOW)).toMatchObject({
      kind: 'taken',
      receipt: { outcome: 'accepted' },
    });
    // Its answer got lost: it is told again, whatever the guard thinks by now.
    expect(await door.submitForm(letter, { ...early, trap: 'x' }, visitor, NOW)).toMatchObject({
      kind: 'taken',
      receipt: { outcome: 'repeated' },
    });
  });
});
