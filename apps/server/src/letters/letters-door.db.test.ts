import { LetterReceiptSchema } from '@huiyin/contract';
import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { SampleDoor } from '../directory/door.sample.ts';
import { openSampleDoor } from '../directory/door.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { LettersModule } from './letters.module.ts';

describe('the door for letters', () => {
  let database: TestDatabase;
  let door: SampleDoor;
  beforeAll(async () => {
    database = await openTestDatabase();
    const sample = await storeSampleDirectory(database.source, Date.now);
    door = await openSampleDoor(LettersModule, database.source, sample.sealer);
  }, 60_000);
  afterAll(async () => {
    await door.app.close();
    await database.close();
  });

  const aLetter = () => ({
    id: uuid7(Date.now(), randomBytes(10)),
    department: 'qingpu-social',
    type: 'enquiry',
    subject: '社保卡怎么补办',
    body: '卡丢了，想问要带什么材料。',
    writer: { name: '某某' },
  });

  it('answers 201 with number and code, and then 200 with the same', async () => {
    const letter = aLetter();
    const first = await door.post('/api/v1/letters', letter);
    const second = await door.post('/api/v1/letters', letter);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(LetterReceiptSchema.parse(first.body)).toMatchObject({ outcome: 'accepted', id: letter.id });
    expect(second.body).toEqual({ ...first.body, outcome: 'repeated' });
    expect(door.nudges).toEqual(['fold-tallies']);
  });

  it.each([
    ['an empty subject', { subject: '  ' }, 400, 'invalid_body'],
    ['no writer', { writer: undefined }, 400, 'invalid_body'],
    ['an unknown item', { item: 'nothing' }, 422, 'unknown_item'],
  ])('refuses %s', async (_, changes, status, code) => {
    expect(await door.post('/api/v1/letters', { ...aLetter(), ...changes })).toMatchObject({
      status,
      body: { code },
    });
  });
});
