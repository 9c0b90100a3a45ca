import type { SubmitRating } from '@huiyin/contract';
import { addDays, localDateOf, startOfLocalDay, uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import type { NewInvitation } from './invitations.service.ts';
import { HeldRatingsRepository } from './held-ratings.repository.ts';
import { HeldRatingsService } from './held-ratings.service.ts';
import { InvitationsService } from './invitations.service.ts';
import { RectificationsRepository } from '../rectification/rectifications.repository.ts';
import { RectificationsService } from '../rectification/rectifications.service.ts';
import { AppealsRepository } from './appeals.repository.ts';
import { AppealsService } from './appeals.service.ts';
import { OffersService } from './offers.service.ts';
import { PointsRepository } from './points.repository.ts';
import { PointsService } from './points.service.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { tokenOf } from './rating-token.ts';
import { RatingsBulk } from './ratings.bulk.ts';
import { RatingsService } from './ratings.service.ts';
import { contributionsOfStoredCases, outboxOfDays } from './ratings.sample.ts';

/** Noon of yesterday: an hour before and a minute after are the same local day, at whatever hour this runs. */
const NOW =
  startOfLocalDay(addDays(localDateOf(Date.now(), 'Asia/Shanghai'), -1), 'Asia/Shanghai') + 12 * 3_600_000;
const HOUR = 3_600_000;
const newId = (at = NOW): string => uuid7(at, randomBytes(10));

describe('a rating', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let ratings: RatingsService;
  let invitations: InvitationsService;
  let offers: OffersService;
  let orders: RectificationsRepository;
  let appeals: AppealsService;
  let departmentId: number;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => NOW);
    const rows = new RatingRowsRepository();
    const points = new PointsService(database.source, new PointsRepository(), sample.sealer);
    offers = new OffersService(database.source, sample.service, points, rows, sample.sealer);
    orders = new RectificationsRepository(sample.rules);
    const rectifications = new RectificationsService(database.source, sample.rules, orders, sample.sealer);
    ratings = new RatingsService(
      database.source,
      sample.service,
      sample.rules,
      points,
      rows,
      sample.sealer,
      rectifications,
      new HeldRatingsRepository(),
    );
    appeals = new AppealsService(database.source, sample.rules, new AppealsRepository(), rows, ratings);
    invitations = new InvitationsService(sample.rules, rows, sample.sealer);
    departmentId = sample.department('qingpu-social').id;
  }, 60_000);
  beforeEach(() =>
    database.source.query(
      'truncate invitation, rating, rating_event, rectification, rectification_event, appeal, tally_delta',
    ),
  );
  afterAll(() => database.close());

  const anInvitation = (changes: Partial<NewInvitation> = {}): NewInvitation => ({
    id: newId(NOW - HOUR),
    departmentId,
    itemId: sample.item('card').id,
    channel: 'window',
    caseNumber: 'C1',
    invitedAt: NOW - HOUR,
    ...changes,
  });
  const invite = async (changes: Partial<NewInvitation> = {}): Promise<string> => {
    const [invited] = await invitations.invite(database.source.manager, [anInvitation(changes)]);
    return invited!.token;
  };
  const answer = (token: string, changes: Partial<SubmitRating> = {}): SubmitRating => ({
    id: newId(),
    level: 5,
    tags: [],
    pressured: false,
    token,
    ...changes,
  });
  const walkIn = (changes: Record<string, unknown> = {}): SubmitRating => ({
    id: newId(),
    level: 4,
    tags: [],
    pressured: false,
    department: 'qingpu-social',
    item: 'pension',
    channel: 'web',
    ...changes,
  });
  const outboxEqualsFacts = async () =>
    expect(await outboxOfDays(database.source)).toEqual(
      await contributionsOfStoredCases(database.source, orders),
    );
  const countRatings = async (): Promise<number> => {
    const [row]: { count: number }[] = await database.source.query(
      'select count(*)::integer as count from rating',
    );
    return row!.count;
  };

  it('answers an invitation and is counted with it', async () => {
    const receipt = await ratings.submit(answer(await invite(), { level: 2, comment: '等了很久' }), NOW);
    expect(receipt).toMatchObject({ outcome: 'accepted', receivedAt: new Date(NOW).toISOString() });
    await outboxEqualsFacts();
    const rows: { comment_sealed: Buffer }[] = await database.source.query(
      'select comment_sealed from rating',
    );
    expect(rows[0]!.comment_sealed.toString('latin1')).not.toContain('等了很久');
    expect(sample.sealer.open(rows[0]!.comment_sealed)).toBe('等了很久');
  });

  it('is one when the same token is used twice, and the first receipt is given again', async () => {
    const token = await invite();
    const first = await ratings.submit(answer(token, { level: 4 }), NOW);
    const second = await ratings.submit(answer(token, { level: 1, comment: '改主意了' }), NOW + 1000);
    expect(second).toEqual({ ...first, outcome: 'repeated', ownToken: null });
    expect(await countRatings()).toBe(1);
    await outboxEqualsFacts();
  });

  it('is one when twenty answer the same invitation at once', async () => {
    const token = await invite();
    const receipts = await Promise.all(Array.from({ length: 20 }, () => ratings.submit(answer(token), NOW)));
    expect(receipts.filter((receipt) => receipt.outcome === 'accepted')).toHaveLength(1);
    expect(new Set(receipts.map((receipt) => receipt.receipt)).size).toBe(1);
    expect(await countRatings()).toBe(1);
    await outboxEqualsFacts();
  });

  it('is one when the same free rating arrives twenty times at once', async () => {
    const rating = walkIn();
    const receipts = await Promise.all(Array.from({ length: 20 }, () => ratings.submit(rating, NOW)));
    expect(receipts.filter((receipt) => receipt.outcome === 'accepted')).toHaveLength(1);
    expect(new Set(receipts.map((receipt) => receipt.receipt)).size).toBe(1);
    expect(await countRatings()).toBe(1);
    await outboxEqualsFacts();
  });

  it('keeps its id to itself: the same id with other content is refused', async () => {
    const rating = walkIn();
    const first = await ratings.submit(rating, NOW);
    expect(await ratings.submit({ ...rating, id: rating.id.toUpperCase() }, NOW)).toEqual({
      ...first,
      outcome: 'repeated',
    });
    await expect(ratings.submit({ ...rating, level: 1, comment: '不好' }, NOW)).rejects.toMatchObject({
      code: 'id_reused',
    });
    const token = await invite();
    const answered = answer(token);
    await ratings.submit(answered, NOW);
    await expect(ratings.submit({ ...answered, level: 3 }, NOW)).rejects.toMatchObject({ code: 'id_reused' });
    await outboxEqualsFacts();
  });

  it('sent again after days, because its answer got lost, is still the same rating', async () => {
    for (const rating of [walkIn(), answer(await invite())]) {
      const first = await ratings.submit(rating, NOW);
      expect(await ratings.submit(rating, NOW + 72 * HOUR)).toEqual({ ...first, outcome: 'repeated' });
    }
    expect(await countRatings()).toBe(2);
    await outboxEqualsFacts();
  });

  it.each([
    ['24 hours before now', -24 * HOUR, true],
    ['a millisecond earlier', -24 * HOUR - 1, false],
    ['5 minutes after now', 5 * 60_000, true],
    ['a millisecond later', 5 * 60_000 + 1, false],
  ])('may carry an id whose time is %s: %p ms, %p', async (_, offset, allowed) => {
    const submitted = ratings.submit(walkIn({ id: newId(NOW + offset) }), NOW);
    await (allowed
      ? expect(submitted).resolves.toMatchObject({ outcome: 'accepted' })
      : expect(submitted).rejects.toMatchObject({ code: 'id_clock' }));
  });

  it('belongs to the time inside its id, but never to the future', async () => {
    await ratings.submit(walkIn({ id: newId(NOW - 2 * HOUR) }), NOW);
    await ratings.submit(walkIn({ id: newId(NOW + 60_000) }), NOW);
    const rows: { rated_at: Date }[] = await database.source.query(
      'select rated_at from rating order by rated_at',
    );
    expect(rows.map((row) => row.rated_at.getTime())).toEqual([NOW - 2 * HOUR, NOW]);
  });

  it('needs a reason at levels 1 and 2', async () => {
    const token = await invite();
    await expect(ratings.submit(answer(token, { level: 2 }), NOW)).rejects.toMatchObject({
      code: 'reason_required',
    });
    expect(await ratings.submit(answer(token, { level: 2, tags: ['attitude'] }), NOW)).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('comes too late after the last millisecond of its window', async () => {
    const expiresAt = NOW + HOUR;
    const [first, second] = [await invite({ expiresAt }), await invite({ expiresAt })];
    expect(await ratings.submit(answer(first), expiresAt)).toMatchObject({ outcome: 'accepted' });
    await expect(ratings.submit(answer(second), expiresAt + 1)).rejects.toMatchObject({
      code: 'offer_expired',
    });
    expect(await ratings.submit(answer(first), expiresAt + 1)).toMatchObject({ outcome: 'repeated' });
  });

  it.each([
    ['department', { department: 'nobody' }, 'unknown_department'],
    ['item', { item: 'nothing' }, 'unknown_item'],
    ['item of another department', { item: 'deed' }, 'item_elsewhere'],
    ['channel', { channel: 'pigeon' }, 'unknown_channel'],
  ])('of an unknown %s is refused', async (_, changes, code) => {
    await expect(ratings.submit(walkIn(changes), NOW)).rejects.toMatchObject({ code });
    expect(await countRatings()).toBe(0);
  });

  it('with a token that we never made, or for an invitation that is not there, is refused', async () => {
    const made = tokenOf(sample.sealer, { kind: 'invitation', departmentId, id: newId() });
    for (const token of ['A'.repeat(44), made]) {
      await expect(ratings.submit(answer(token), NOW)).rejects.toMatchObject({ code: 'offer_unknown' });
      await expect(offers.offer(token, NOW)).rejects.toMatchObject({ code: 'offer_unknown' });
    }
  });

  it('leaves and returns to the count, in its own cell and in its invitation’s', async () => {
    const { id } = await ratings.submit(answer(await invite(), { level: 1, comment: '差' }), NOW);
    const key = { departmentId, id };
    const sums = async () => (await outboxOfDays(database.source))[0];
    expect(await sums()).toMatchObject({ invited: 1, invited_rated: 1, level_1: 1, rating_excluded: 0 });
    expect(await ratings.exclude(key, 'panel', '误评', NOW)).toEqual({
      kind: 'changed',
      standing: 'excluded',
    });
    expect(await ratings.exclude(key, 'panel', '误评', NOW)).toEqual({
      kind: 'unchanged',
      standing: 'excluded',
    });
    expect(await sums()).toMatchObject({ invited: 1, invited_rated: 0, level_1: 0, rating_excluded: 1 });
    await outboxEqualsFacts();
    expect(await ratings.restore(key, 'panel', '复核', NOW)).toEqual({
      kind: 'changed',
      standing: 'effective',
    });
    expect(await sums()).toMatchObject({ invited_rated: 1, level_1: 1, rating_excluded: 0 });
    expect(await ratings.withdraw(key, 'rater', '撤回', NOW)).toEqual({
      kind: 'changed',
      standing: 'withdrawn',
    });
    expect(await ratings.restore(key, 'panel', '复核', NOW)).toEqual({
      kind: 'refused',
      reason: 'rating_withdrawn',
    });
    expect(await sums()).toMatchObject({ invited: 1, invited_rated: 0, level_1: 0, rating_withdrawn: 1 });
    await outboxEqualsFacts();
    const history = await database.source.query(
      'select seq, kind, actor, reason from rating_event order by seq',
    );
    expect(history).toEqual([
      { seq: 1, kind: 'exclude', actor: 'panel', reason: '误评' },
      { seq: 2, kind: 'restore', actor: 'panel', reason: '复核' },
      { seq: 3, kind: 'withdraw', actor: 'rater', reason: '撤回' },
    ]);
    expect(await ratings.exclude({ departmentId, id: newId() }, 'panel', '误评', NOW)).toEqual({
      kind: 'refused',
      reason: 'unknown_rating',
    });
  });

  it('is set aside once when two decide at the same time', async () => {
    const { id } = await ratings.submit(walkIn({ level: 1, comment: '差' }), NOW);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => ratings.exclude({ departmentId, id }, 'panel', '误评', NOW)),
    );
    expect(outcomes.filter((outcome) => outcome.kind === 'changed')).toHaveLength(1);
    await outboxEqualsFacts();
  });

  it('is offered with what there is to rate, until it is answered or too late', async () => {
    const expiresAt = NOW + HOUR;
    const token = await invite({ expiresAt });
    const { offer, receipt } = await offers.offer(token, NOW);
    expect(receipt).toBeNull();
    expect(offer).toEqual({
      department: { code: 'qingpu-social', name: { zh: 'qingpu-social', en: 'qingpu-social' } },
      item: { code: 'card', name: { zh: 'card', en: 'card' } },
      channel: { code: 'window', name: { zh: '办事窗口', en: 'Service window' } },
      point: null,
      state: 'open',
      invitedAt: new Date(NOW - HOUR).toISOString(),
      expiresAt: new Date(expiresAt).toISOString(),
    });
    expect(await offers.offer(token, expiresAt + 1)).toMatchObject({ offer: { state: 'expired' } });
    const first = await ratings.submit(answer(token), NOW);
    expect(await offers.offer(token, NOW)).toMatchObject({
      offer: { state: 'answered' },
      receipt: first.receipt,
    });
    expect(await countRatings()).toBe(1);
  });

  it('is invited once, however often the same invitations are sent, with the policy’s window', async () => {
    const invitation = anInvitation({
      invitedAt: Date.parse('2024-02-08T02:00:00Z'),
      id: newId(Date.parse('2024-02-08T02:00:00Z')),
    });
    const send = () => invitations.invite(database.source.manager, [invitation, invitation]);
    const first = await send();
    expect(first.map((invited) => invited.outcome)).toEqual(['accepted', 'repeated']);
    expect(await send()).toEqual(first.map((invited) => ({ ...invited, outcome: 'repeated' })));
    await outboxEqualsFacts();
    // Five working days over the Spring Festival, to the end of the local day.
    expect(await offers.offer(first[0]!.token, NOW)).toMatchObject({
      offer: { expiresAt: '2024-02-21T15:59:59.999Z' },
    });
  });

  it('given singly counts as the answer when a file brings the case later', async () => {
    const invitation = anInvitation();
    const [invited] = await invitations.invite(database.source.manager, [invitation]);
    await ratings.submit(answer(invited!.token, { level: 5 }), NOW);
    const bulk = new RatingsBulk(sample.rules, sample.sealer);
    const fromFile = {
      ...invitation,
      invitation: { id: invitation.id, invitedAt: invitation.invitedAt, expiresAt: NOW },
      rating: { id: newId(), level: 1, tags: [], comment: null, origin: 'active', ratedAt: NOW } as const,
    };
    expect(await bulk.bulkStoreCases(database.source.manager, [fromFile])).toEqual({
      accepted: 0,
      repeated: 1,
    });
    expect(await countRatings()).toBe(1);
    await outboxEqualsFacts();
  });

  const keyOf = (receipt: { id: string }) => ({ departmentId, id: receipt.id });
  const orderOf = async (receipt: { id: string }) => {
    const [row]: { stage: string; voided: boolean; named: boolean }[] = await database.source.query(
      'select stage, voided, contact_due_at is not null as named from rectification where id = $1',
      [receipt.id],
    );
    return row;
  };
  const bad = (changes: Record<string, unknown> = {}) =>
    ratings.submit(walkIn({ level: 1, comment: '没有人理', ...changes }), NOW);

  it('at level 1 or 2 opens an order, in the same breath; a better one does not', async () => {
    const contact = { name: '某某', phone: '13800138000' };
    const [named, nameless, fair] = [
      await bad({ contact }),
      await bad({ level: 2 }),
      await ratings.submit(walkIn({ level: 3 }), NOW),
    ];
    expect(await orderOf(named)).toEqual({ stage: 'open', voided: false, named: true });
    expect(await orderOf(nameless)).toEqual({ stage: 'open', voided: false, named: false });
    expect(await orderOf(fair)).toBeUndefined();
    await outboxEqualsFacts();
  });

  it('that does not count takes its order with it, and brings it back', async () => {
    const receipt = await bad();
    await ratings.exclude(keyOf(receipt), 'reviewer', '一人两评', NOW + HOUR);
    expect(await orderOf(receipt)).toMatchObject({ voided: true });
    await outboxEqualsFacts();
    await ratings.restore(keyOf(receipt), 'reviewer', '查明不是', NOW + 2 * HOUR);
    expect(await orderOf(receipt)).toMatchObject({ voided: false });
    await outboxEqualsFacts();
  });

  describe('that a department appeals against', () => {
    const outside = () => sample.department('yunting-social').id;
    const decide = (receipt: { id: string }, changes: Record<string, unknown> = {}) =>
      appeals.decide(
        keyOf(receipt),
        {
          deciderDepartmentId: outside(),
          decidedBy: 'reviewer',
          upheld: true,
          reason: '一人两评',
          ...changes,
        },
        NOW + 2 * HOUR,
      );

    it('is set aside with its order when the appeal is upheld, and counted once', async () => {
      const receipt = await bad();
      expect(await appeals.file(keyOf(receipt), 'office', '同一人评了两次', NOW + HOUR)).toEqual({
        kind: 'filed',
      });
      expect(await decide(receipt)).toEqual({ kind: 'decided' });
      expect(await orderOf(receipt)).toMatchObject({ voided: true });
      await outboxEqualsFacts();
      expect(await decide(receipt)).toEqual({ kind: 'refused', reason: 'decided_already' });
      await outboxEqualsFacts();
    });

    it('still counts when it is turned down', async () => {
      const receipt = await bad();
      await appeals.file(keyOf(receipt), 'office', '不是我们办的', NOW + HOUR);
      expect(await decide(receipt, { upheld: false })).toEqual({ kind: 'decided' });
      expect(await orderOf(receipt)).toMatchObject({ voided: false });
      await outboxEqualsFacts();
    });

    it.each<[string, Record<string, unknown>, string]>([
      ['the department itself', { own: true }, 'own_department'],
      ['somebody without a reason', { reason: ' ' }, 'reason_required'],
    ])('is not decided by %s', async (_, { own, ...changes }, reason) => {
      const receipt = await bad();
      await appeals.file(keyOf(receipt), 'office', '不是我们办的', NOW + HOUR);
      const who = own === true ? { deciderDepartmentId: departmentId } : {};
      expect(await decide(receipt, { ...changes, ...who })).toEqual({ kind: 'refused', reason });
      await outboxEqualsFacts();
    });

    it('is one that is bad and known, appealed against once and with a ground', async () => {
      const [receipt, good] = [await bad(), await ratings.submit(walkIn({ level: 5 }), NOW)];
      const file = (key: { departmentId: number; id: string }, ground = '不是我们办的') =>
        appeals.file(key, 'office', ground, NOW + HOUR);
      expect(await file(keyOf(good))).toEqual({ kind: 'refused', reason: 'not_a_bad_rating' });
      expect(await file(keyOf({ id: newId() }))).toEqual({ kind: 'refused', reason: 'unknown_rating' });
      expect(await file(keyOf(receipt), ' ')).toEqual({ kind: 'refused', reason: 'ground_required' });
      expect(await file(keyOf(receipt))).toEqual({ kind: 'filed' });
      expect(await file(keyOf(receipt))).toEqual({ kind: 'refused', reason: 'filed_already' });
      expect(await decide({ id: newId() })).toEqual({ kind: 'refused', reason: 'unknown_appeal' });
    });
  });

  it('is stored and does not count while it is held, and counts once it is released', async () => {
    const hold = { score: 70, reasons: ['busy_network', 'busy_device'] as const };
    const { id } = await ratings.submit(
      { id: newId(), department: 'qingpu-social', channel: 'web', level: 5, tags: [], pressured: false },
      NOW,
      hold,
    );
    const held = new HeldRatingsService(
      database.source,
      new HeldRatingsRepository(),
      new RatingRowsRepository(),
      ratings,
      sample.sealer,
    );
    const standing = async () => {
      const [row]: { standing: string }[] = await database.source.query(
        'select standing from rating where id = $1',
        [id],
      );
      return row!.standing;
    };
    expect(await standing()).toBe('excluded');
    expect(await held.waiting()).toMatchObject([{ id, level: 5, score: 70, reasons: hold.reasons }]);
    expect(await held.decide(id, 'released', 'officer', NOW)).toEqual({ departmentId, id });
    expect(await standing()).toBe('effective');
    expect(await held.decide(id, 'refused', 'officer', NOW)).toBeNull();
    expect(await held.waiting()).toEqual([]);
  });
});
