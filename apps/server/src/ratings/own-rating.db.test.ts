import { OwnRatingSchema, RatingReceiptSchema } from '@huiyin/contract';
import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { SampleDoor } from '../directory/door.sample.ts';
import { openSampleDoor } from '../directory/door.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { RectificationsRepository } from '../rectification/rectifications.repository.ts';
import { InvitationsService } from './invitations.service.ts';
import { PointsService } from './points.service.ts';
import { tokenOf } from './rating-token.ts';
import { RatingsModule } from './ratings.module.ts';
import { RatingsService } from './ratings.service.ts';
import { contributionsOfStoredCases, outboxOfDays } from './ratings.sample.ts';

const HOUR = 3_600_000;

describe('one’s own rating', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let door: SampleDoor;
  let now = Date.now();
  const newId = (): string => uuid7(now, randomBytes(10));
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, Date.now);
    door = await openSampleDoor(RatingsModule, database.source, sample.sealer, { now: () => now });
  }, 60_000);
  beforeEach(() => {
    now = Date.now();
    return database.source.query(
      'truncate invitation, rating, rating_event, rectification, rectification_event, tally_delta',
    );
  });
  afterAll(async () => {
    await door.app.close();
    await database.close();
  });

  const freely = (changes: object) => ({
    id: newId(),
    level: 5,
    department: 'qingpu-social',
    item: 'card',
    channel: 'window',
    ...changes,
  });
  const rate = async (body: object): Promise<string> => {
    const answer = await door.post('/api/v1/ratings', body);
    return RatingReceiptSchema.parse(answer.body).ownToken!;
  };
  const ask = async (method: 'GET' | 'PUT' | 'DELETE', token: string, payload?: object) => {
    const url = `/api/v1/own-ratings/${token}`;
    const answer = await door.app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const look = async (token: string) => OwnRatingSchema.parse((await ask('GET', token)).body);
  const outboxEqualsFacts = async () =>
    expect(await outboxOfDays(database.source)).toEqual(
      await contributionsOfStoredCases(
        database.source,
        door.app.get(RectificationsRepository, { strict: false }),
      ),
    );

  it('is looked at, with what follows from a bad one and without the number that was left', async () => {
    const contact = { name: '林小满', phone: '13800000000' };
    const token = await rate(freely({ level: 2, comment: '等了两次', tags: ['efficiency'], contact }));
    const own = await look(token);
    expect(own).toMatchObject({
      level: 2,
      tags: ['efficiency'],
      comment: '等了两次',
      hasContact: true,
      standing: 'effective',
      amended: false,
      order: { stage: 'open' },
    });
    expect(own.order?.contactDueOn).not.toBeNull();
    expect(JSON.stringify(own)).not.toMatch(/13800000000|林小满/);
  });

  it('is amended: counted anew, its order closed or opened, and what was said before kept sealed', async () => {
    const token = await rate(freely({ level: 1, comment: '态度差' }));
    expect((await ask('PUT', token, { level: 4 })).body).toMatchObject({
      level: 4,
      amended: true,
      order: null,
    });
    await outboxEqualsFacts();
    expect((await ask('PUT', token, { level: 2, tags: ['attitude'] })).body).toMatchObject({
      level: 2,
      order: { stage: 'open' },
    });
    await outboxEqualsFacts();
    const kept: { before_sealed: Buffer }[] = await database.source.query(
      'select before_sealed from rating_event order by seq',
    );
    expect(kept.map((row) => JSON.parse(sample.sealer.open(row.before_sealed)) as unknown)).toEqual([
      { level: 1, tags: [], comment: '态度差', contact: null, pressured: false },
      { level: 4, tags: [], comment: null, contact: null, pressured: false },
    ]);
  });

  it('opens an order when a good one becomes a bad one, and keeps the contact that was left', async () => {
    const token = await rate(freely({ contact: { phone: '0899-5550142' } }));
    expect((await look(token)).order).toBeNull();
    await ask('PUT', token, { level: 1, comment: '又打来说没有办' });
    expect(await look(token)).toMatchObject({ hasContact: true, order: { stage: 'open' } });
    expect((await look(token)).order?.contactDueOn).not.toBeNull();
    await ask('PUT', token, { level: 1, comment: '不用打了', contact: null });
    const own = await look(token);
    expect(own).toMatchObject({ hasContact: false, order: { contactDueOn: null } });
    await outboxEqualsFacts();
  });

  it('starts the clock of the contact when a number is added to a bad one, once', async () => {
    const token = await rate(freely({ level: 1, comment: '没有办' }));
    const dueOn = async (of = token) => (await look(of)).order?.contactDueOn;
    expect(await dueOn()).toBeNull();
    now += 23 * HOUR;
    const contact = { phone: '13800000000' };
    await ask('PUT', token, { level: 2, comment: '还是没有办', contact });
    const due = await dueOn(await rate(freely({ level: 2, comment: '没有办', contact })));
    expect(due).not.toBeNull();
    expect(await dueOn()).toBe(due);
    await outboxEqualsFacts();
    await ask('PUT', token, { level: 2, comment: '还是没有办好', contact });
    const deeds: { kind: string }[] = await database.source.query(
      'select kind from rectification_event where rectification_id in (select rating_id from rating_event) order by seq',
    );
    expect(deeds.map(({ kind }) => kind)).toEqual(['opened', 'named']);
    expect(await dueOn()).toBe(due);
    await outboxEqualsFacts();
  });

  it('starts that clock with the amendment too when the number was left while the rating was good', async () => {
    const token = await rate(freely({ level: 1, comment: '没有办' }));
    await ask('PUT', token, { level: 4, contact: { phone: '13800000000' } });
    await ask('PUT', token, { level: 1, comment: '又没有办' });
    expect((await look(token)).order?.contactDueOn).not.toBeNull();
    await outboxEqualsFacts();
  });

  it('is taken back for good, its order with it, and once more changes nothing', async () => {
    const token = await rate(freely({ level: 1, comment: '差' }));
    expect((await ask('DELETE', token)).body).toMatchObject({ standing: 'withdrawn', order: null });
    expect((await ask('DELETE', token)).status).toBe(200);
    await outboxEqualsFacts();
    expect(await ask('PUT', token, { level: 5 })).toMatchObject({
      status: 409,
      body: { code: 'rating_withdrawn' },
    });
  });

  it('can be changed until a day after it came, and not a moment longer', async () => {
    const token = await rate(freely({}));
    const received = Date.parse((await look(token)).receivedAt);
    expect(Date.parse((await look(token)).changeableUntil)).toBe(received + 24 * HOUR);
    now = received + 24 * HOUR;
    expect((await ask('PUT', token, { level: 3 })).status).toBe(200);
    now += 1;
    expect(await ask('PUT', token, { level: 5 })).toMatchObject({
      status: 410,
      body: { code: 'change_closed' },
    });
    expect(await ask('DELETE', token)).toMatchObject({ status: 410, body: { code: 'change_closed' } });
    expect(await look(token)).toMatchObject({ level: 3, standing: 'effective' });
  });

  it('that is set aside after a review cannot be amended, but taken back', async () => {
    const token = await rate(freely({ level: 1, comment: '差' }));
    const [row] = await database.source.query<{ id: string }[]>('select id from rating');
    const departmentId = sample.department('qingpu-social').id;
    await door.app
      .get(RatingsService, { strict: false })
      .exclude({ departmentId, id: row!.id }, 'panel', '误评', now);
    expect(await ask('PUT', token, { level: 5 })).toMatchObject({
      status: 409,
      body: { code: 'rating_under_review' },
    });
    expect((await ask('DELETE', token)).body).toMatchObject({ standing: 'withdrawn' });
    await outboxEqualsFacts();
  });

  it('needs a reason still, and leaves everything as it was without one', async () => {
    const token = await rate(freely({ level: 4 }));
    expect(await ask('PUT', token, { level: 1 })).toMatchObject({
      status: 422,
      body: { code: 'reason_required' },
    });
    expect(await look(token)).toMatchObject({ level: 4, amended: false });
  });

  it('opens with the rater’s own token only: not with that of the offer, nor for who answers second', async () => {
    const departmentId = sample.department('qingpu-social').id;
    const invitation = {
      id: newId(),
      departmentId,
      itemId: null,
      channel: 'sms',
      caseNumber: null,
      invitedAt: now,
    };
    const [invited] = await door.app
      .get(InvitationsService, { strict: false })
      .invite(database.source.manager, [invitation]);
    const token = invited!.token;
    await rate({ id: newId(), level: 1, comment: '差', token });
    const second = await door.post('/api/v1/ratings', { id: newId(), level: 5, token });
    expect(second).toMatchObject({ status: 200, body: { outcome: 'repeated', ownToken: null } });
    for (const other of [
      token,
      'A'.repeat(44),
      tokenOf(sample.sealer, { kind: 'rating', departmentId, id: newId() }),
    ])
      expect(await ask('GET', other)).toMatchObject({ status: 404, body: { code: 'own_rating_unknown' } });
  });

  it('given at a point counts for its department, item and channel; a retired point rates nothing', async () => {
    const points = door.app.get(PointsService, { strict: false });
    const departmentId = sample.department('qingpu-social').id;
    const point = {
      departmentId,
      code: 'W3',
      itemId: sample.item('card').id,
      channel: 'window',
      name: { zh: '3号窗口', en: 'Counter 3' },
    };
    await points.put(database.source.manager, [point], now);
    const [stored] = await points.all();
    const token = points.tokenOf(stored!);
    const offer = await door.app.inject({ url: `/api/v1/invitations/${token}` });
    expect(offer.json()).toMatchObject({ point: { zh: '3号窗口' }, item: { code: 'card' }, expiresAt: null });
    for (const level of [5, 4]) await rate({ id: newId(), level, token });
    const rows: unknown[] = await database.source.query(
      'select point_id, channel_code, invitation_id from rating',
    );
    expect(rows).toEqual(
      [1, 2].map(() => ({ point_id: stored!.id, channel_code: 'window', invitation_id: null })),
    );
    await points.put(database.source.manager, [{ ...point, name: { zh: '三号窗口', en: 'Counter 3' } }], now);
    expect(points.tokenOf((await points.all())[0]!)).toBe(token);
    expect(await points.retire(database.source.manager, departmentId, 'W3', now)).toBe(true);
    expect(await points.retire(database.source.manager, departmentId, 'W3', now)).toBe(false);
    expect(await door.post('/api/v1/ratings', { id: newId(), level: 5, token })).toMatchObject({
      status: 410,
      body: { code: 'offer_retired' },
    });
  });
});
