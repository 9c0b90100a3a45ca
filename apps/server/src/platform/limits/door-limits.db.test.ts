import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../database/test-database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { Sealer } from '../secrets/sealer.ts';
import { DoorLimitsRepository } from './door-limits.repository.ts';
import { DoorLimits } from './door-limits.ts';

const MINUTE = 60_000;
const limit = { purpose: 'test', attempts: 5, windowMs: 15 * MINUTE };
const NOON = Date.parse('2026-11-27T04:00:00Z');

describe('a limit at the door', () => {
  let database: TestDatabase;
  let limits: DoorLimits;
  const sealer = new Sealer({
    current: 1,
    sealing: new Map([[1, Buffer.alloc(32, 1)]]),
    hashing: Buffer.alloc(32, 9),
  });
  beforeAll(async () => {
    database = await openTestDatabase();
    limits = new DoorLimits(database.source, new DoorLimitsRepository(), sealer);
  }, 60_000);
  afterAll(() => database.close());

  it('holds for everybody by themselves, across processes, until its window ends', async () => {
    const other = new DoorLimits(database.source, new DoorLimitsRepository(), sealer);
    await Promise.all(Array.from({ length: 5 }, () => limits.count(limit, 'a', NOON)));
    expect(await other.fullUntil(limit, 'a', NOON + MINUTE)).toBe(NOON + 15 * MINUTE);
    expect(await other.fullUntil(limit, 'b', NOON)).toBeNull();
    expect(await other.fullUntil({ ...limit, purpose: 'else' }, 'a', NOON)).toBeNull();
    expect(await limits.fullUntil(limit, 'a', NOON + 15 * MINUTE)).toBeNull();
  });

  it('keeps no address, and clears what is over', async () => {
    await limits.count(limit, '192.0.2.7', NOON + 60 * MINUTE);
    const rows: object[] = await database.source.query('select t::text as text from door_limit t');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('192.0.2.7').toString('hex'));
  });
});
