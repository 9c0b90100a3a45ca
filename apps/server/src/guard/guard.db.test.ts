import { uuid7 } from '@huiyin/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { randomBytes } from 'node:crypto';
import type { SampleDirectory } from '../directory/directory.sample.ts';
import { storeSampleDirectory } from '../directory/directory.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { DoorLimitsRepository } from '../platform/limits/door-limits.repository.ts';
import { DoorLimits } from '../platform/limits/door-limits.ts';
import type { Visitor } from '../platform/limits/visitor.ts';
import type { Sending } from './guard.service.ts';
import { GuardService, SENDING_LIMITS } from './guard.service.ts';
import { PrintsRepository } from './prints.repository.ts';
import { ProofOfWork } from './proof-of-work.ts';

const NOW = Date.UTC(2026, 10, 28, 4, 20);
const HOUR = 3_600_000;
const visitor: Visitor = { network: '192.0.2.7', device: 'a', shared: false };
const LETTER =
  '我们小区东门的路灯从上个月开始就不亮了，晚上老人和孩子出门看不清路，已经有两位邻居在台阶上摔倒，请尽快派人来看一看，把灯修好。';

describe('the guard', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let guard: GuardService;
  const inOtherProcess = () => {
    const { source } = database;
    const limits = new DoorLimits(source, new DoorLimitsRepository(), sample.sealer);
    return new GuardService(
      source,
      limits,
      new PrintsRepository(),
      new ProofOfWork(sample.sealer),
      sample.sealer,
    );
  };
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => NOW);
    guard = inOtherProcess();
  }, 60_000);
  beforeEach(() => database.source.query('truncate door_limit, text_print'));
  afterAll(() => database.close());

  const sending = (changes: Partial<Sending> = {}): Sending => ({
    kind: 'letter',
    id: uuid7(NOW, randomBytes(10)),
    shownAt: NOW - 90_000,
    trap: '',
    proof: '',
    text: `第${randomBytes(4).toString('hex')}件事`,
    ...changes,
  });

  it('lets people by, and asks where much comes from, across processes, until the hour is over', async () => {
    for (let sent = 0; sent < SENDING_LIMITS.letter.byDevice; sent += 1) {
      expect(await guard.assess(sending(), visitor, NOW)).toEqual({ kind: 'pass' });
      await guard.taken(sending(), visitor, NOW);
    }
    const other = inOtherProcess();
    expect(await other.assess(sending(), visitor, NOW)).toEqual({
      kind: 'ask',
      score: 40,
      reasons: ['busy_device'],
    });
    expect(await other.assess(sending(), { ...visitor, device: 'b' }, NOW)).toEqual({ kind: 'pass' });
    expect(await other.assess(sending(), { ...visitor, shared: true }, NOW)).toEqual({ kind: 'pass' });
    expect(await other.assess(sending({ kind: 'rating' }), visitor, NOW)).toEqual({ kind: 'pass' });
    expect(await guard.assess(sending(), visitor, NOW + HOUR)).toEqual({ kind: 'pass' });
  });

  it('takes a proof for the one thing it was made for, in time, and nothing that was made up', async () => {
    const one = sending({ text: LETTER, shownAt: NOW - 500 });
    expect(await guard.assess(one, visitor, NOW)).toMatchObject({ kind: 'ask', reasons: ['too_fast'] });
    const now = Date.now();
    const { challenge } = await guard.task(one.id, now);
    const made = JSON.parse(challenge) as Parameters<typeof solveChallenge>[0]['challenge'];
    const solution = await solveChallenge({ challenge: made, deriveKey });
    const proof = JSON.stringify({ challenge: made, solution });
    const assess = async (changes: Partial<Sending>, at = NOW) =>
      (await guard.assess({ ...one, ...changes, shownAt: at - 500 }, visitor, at)).kind;
    expect(await assess({ proof })).toBe('pass');
    expect(await assess({ proof, id: sending().id })).toBe('ask');
    expect(await assess({ proof }, now + 31 * 60_000)).toBe('ask');
    const easier = { ...made, parameters: { ...made.parameters, data: { id: sending().id } } };
    expect(
      await assess({ id: easier.parameters.data.id, proof: JSON.stringify({ challenge: easier, solution }) }),
    ).toBe('ask');
    for (const nonsense of ['x', '{}', '[]', 'null', JSON.stringify({ challenge: made }), proof.slice(0, 80)])
      expect(await assess({ proof: nonsense })).toBe('ask');
  });

  it('finds the copy of a letter for a day, by its print alone, and not the letter itself', async () => {
    const first = sending({ text: LETTER });
    await guard.taken(first, visitor, NOW);
    expect(await guard.assess(first, visitor, NOW)).toEqual({ kind: 'pass' });
    const copy = sending({ text: LETTER.replace('东门', '西门') });
    expect(await guard.assess(copy, visitor, NOW)).toMatchObject({ kind: 'ask', reasons: ['nearly_same'] });
    expect(await guard.assess(copy, visitor, NOW + 25 * HOUR)).toEqual({ kind: 'pass' });
    const rows: { row: string }[] = await database.source.query('select t::text as row from text_print t');
    expect(rows).toHaveLength(1);
    await guard.taken(sending(), visitor, NOW + 25 * HOUR);
    const left: { n: number }[] = await database.source.query('select count(*)::int as n from text_print');
    expect(left[0]!.n).toBe(1);
  });

  it('holds what fell into the trap, whatever else', async () => {
    expect(await guard.assess(sending({ trap: 'http://x' }), visitor, NOW)).toMatchObject({ kind: 'hold' });
  });

  it('counts a hundred that come at once', async () => {
    await Promise.all(Array.from({ length: 100 }, () => guard.taken(sending(), visitor, NOW)));
    expect(await guard.assess(sending(), visitor, NOW)).toMatchObject({
      kind: 'hold',
      reasons: ['busy_network', 'busy_device'],
    });
  });
});
