import { RatingOfferSchema, RatingReceiptSchema } from '@huiyin/contract';
import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { SampleDoor } from '../directory/door.sample.ts';
import { openSampleDoor } from '../directory/door.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { InvitationsService } from './invitations.service.ts';
import { RatingsModule } from './ratings.module.ts';

const newId = (): string => uuid7(Date.now(), randomBytes(10));

describe('the door for ratings', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let door: SampleDoor;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, Date.now);
    door = await openSampleDoor(RatingsModule, database.source, sample.sealer);
  }, 60_000);
  afterAll(async () => {
    await door.app.close();
    await database.close();
  });

  it('answers 201 and then 200 with the same receipt, and wakes the fold once', async () => {
    const rating = { id: newId(), level: 5, department: 'qingpu-social', item: 'card', channel: 'window' };
    const first = await door.post('/api/v1/ratings', rating);
    const second = await door.post('/api/v1/ratings', rating);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(RatingReceiptSchema.parse(first.body)).toMatchObject({ outcome: 'accepted', id: rating.id });
    expect(second.body).toEqual({ ...first.body, outcome: 'repeated' });
    expect(door.nudges).toEqual(['fold-tallies']);
  });

  it.each([
    ['a level of 6', { level: 6 }, 400, 'invalid_body'],
    ['no id', { id: undefined }, 400, 'invalid_body'],
    ['a field that nobody knows', { stars: 5 }, 400, 'invalid_body'],
    ['an unknown department', { department: 'nobody' }, 422, 'unknown_department'],
    ['a bad rating without a reason', { level: 1 }, 422, 'reason_required'],
    ['an id from another year', { id: uuid7(0, new Uint8Array(10)) }, 422, 'id_clock'],
  ])('refuses %s', async (_, changes, status, code) => {
    const rating = { id: newId(), level: 5, department: 'qingpu-social', channel: 'window', ...changes };
    expect(await door.post('/api/v1/ratings', rating)).toMatchObject({ status, body: { code } });
  });

  it('shows what an invitation offers, and does not know one that was made up', async () => {
    const [invited] = await door.app
      .get(InvitationsService, { strict: false })
      .invite(database.source.manager, [
        {
          id: newId(),
          departmentId: sample.department('qingpu-social').id,
          itemId: null,
          channel: 'sms',
          caseNumber: null,
          invitedAt: Date.now(),
        },
      ]);
    const offer = await door.app.inject({ url: `/api/v1/invitations/${invited!.token}` });
    expect(offer.statusCode).toBe(200);
    expect(offer.headers['cache-control']).toBe('no-store');
    expect(RatingOfferSchema.parse(offer.json())).toMatchObject({ state: 'open', item: null });
    const madeUp = await door.app.inject({ url: `/api/v1/invitations/${'A'.repeat(44)}` });
    expect(madeUp.statusCode).toBe(404);
    expect(madeUp.json()).toMatchObject({ code: 'offer_unknown' });
  });
});
