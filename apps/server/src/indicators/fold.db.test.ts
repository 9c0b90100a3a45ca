import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Contributions } from '@huiyin/domain';
import fc from 'fast-check';
import { openTestDatabase } from '../platform/database/test-database.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { RebuildRepository } from './rebuild.repository.ts';
import { StaleRepository } from './stale.repository.ts';
import { canonicalDump } from './tally-dump.ts';
import { dump, empty, foldServiceOn, someContributions, store, summedUp } from './tally-test-kit.ts';

const received = (departmentId: number, day: string, count = 1): Contributions => ({
  days: [
    {
      key: { departmentId, day, itemId: 0, channel: 'web', letterType: 'help' },
      sums: { letter_received: count },
    },
  ],
  waits: [
    {
      key: { departmentId, day, letterType: 'help', clock: 'full', unit: 'working_day', wait: 0 },
      sums: { received: count },
    },
  ],
});

describe('the fold', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => empty(database.source.manager));
  afterAll(() => database.close());

  const fold = (limit?: number) => foldServiceOn(database.source).fold(limit);
  const foldAll = async (limit?: number) => {
    while ((await fold(limit)).folded > 0);
  };
  const marks = (): Promise<unknown[]> =>
    database.source.query('select department_id as d, month from figure_stale order by 1, 2');

  /** The tallies as a rebuild from these facts would make them. */
  const rebuilt = (facts: readonly Contributions[]): Promise<string> =>
    database.source.transaction(async (manager) => {
      const rebuilds = new RebuildRepository();
      await rebuilds.openStage(manager);
      await rebuilds.stage(manager, summedUp(facts));
      await rebuilds.replaceTallies(manager);
      return canonicalDump(manager);
    });

  it('makes the tallies equal the sum of all contributions, however they are cut up, to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someContributions, { maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat({ max: 12 }),
        async (changes, limit, early) => {
          await empty(database.source.manager);
          await store(database.source, changes.slice(0, early));
          await fold(limit);
          await store(database.source, changes.slice(early));
          await foldAll(limit);
          const folded = await dump(database.source);
          expect(folded).toBe(await rebuilt(changes));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('changes nothing the second time', async () => {
    await store(database.source, [received(1, '2024-02-09'), received(2, '2024-02-09')]);
    expect(await fold()).toEqual({ folded: 4 });
    const before = await dump(database.source);
    expect(await fold()).toEqual({ folded: 0 });
    expect(await dump(database.source)).toBe(before);
    expect(before).toContain('1\t2024-02-09\t0\tweb\thelp');
  });

  it('leaves no cell behind that came to nothing', async () => {
    await store(database.source, [received(1, '2024-02-09')]);
    await fold();
    await store(database.source, [received(1, '2024-02-09', -1)]);
    await fold();
    expect(await dump(database.source)).toBe('-- tally_day\n-- tally_month\n-- tally_wait\n');
  });

  it('marks the months it touched, and a month that came to nothing as well', async () => {
    await store(database.source, [
      received(1, '2024-02-09'),
      received(1, '2024-03-01'),
      received(7, '2024-02-29'),
    ]);
    await fold();
    expect(await marks()).toEqual([
      { d: 1, month: '2024-02-01' },
      { d: 1, month: '2024-03-01' },
      { d: 7, month: '2024-02-01' },
    ]);
    await database.source.query('delete from figure_stale');
    await store(database.source, [received(1, '2024-02-09', -1)]);
    await fold();
    expect(await marks()).toEqual([{ d: 1, month: '2024-02-01' }]);
  });

  it('makes the partition of a month that nobody has seen before', async () => {
    await store(database.source, [received(1, '2009-06-30'), received(1, '2031-01-01')]);
    await foldAll();
    expect(await dump(database.source)).toMatch(/1\t2009-06-30[^]*1\t2031-01-01/);
  });

  it('counts every row once when four fold at once while four write', async () => {
    const days = ['2024-02-09', '2024-02-10', '2024-03-01'];
    const write = async (writer: number) => {
      for (let round = 0; round < 80; round += 1) {
        await store(database.source, [received(1 + ((writer + round) % 3), days[round % 3]!)]);
      }
    };
    let writing = true;
    const keepFolding = async () => {
      while (writing) await fold(7);
    };
    const folding = [1, 2, 3, 4].map(keepFolding);
    await Promise.all([1, 2, 3, 4].map(write));
    writing = false;
    await Promise.all(folding);
    await foldAll();
    const [sums] = await database.source.query(
      `select (select sum(letter_received)::int from tally_day) as day,
              (select sum(letter_received)::int from tally_month) as month,
              (select sum(received)::int from tally_wait) as wait`,
    );
    expect(sums).toEqual({ day: 320, month: 320, wait: 320 });
  });

  it('keeps a mark that was set again while figures were made', async () => {
    const stale = new StaleRepository();
    await store(database.source, [received(1, '2024-02-09'), received(2, '2024-02-09')]);
    await fold();
    await database.source.transaction(async (manager) => {
      const read = await stale.read(manager, 10);
      await store(database.source, [received(2, '2024-02-10')]);
      await fold();
      await stale.clear(manager, read);
    });
    expect(await marks()).toEqual([{ d: 2, month: '2024-02-01' }]);
  });

  it('keeps a mark that is being set while it is cleared', async () => {
    const stale = new StaleRepository();
    await store(database.source, [received(1, '2024-02-09')]);
    await fold();
    const read = await stale.read(database.source.manager, 10);
    const marking = database.source.createQueryRunner();
    await marking.startTransaction();
    await stale.mark(marking.manager, [{ departmentId: 1, month: '2024-02-01' }]);
    const clearing = database.source.transaction((manager) => stale.clear(manager, read));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await marking.commitTransaction();
    await marking.release();
    await clearing;
    expect(await marks()).toEqual([{ d: 1, month: '2024-02-01' }]);
  });
});
