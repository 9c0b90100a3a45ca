import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Contributions } from '@huiyin/domain';
import { CellSums, contributionsOfCase, contributionsOfLetter } from '@huiyin/domain';
import { RulesRepository } from '../directory/rules.repository.ts';
import { RulesService } from '../directory/rules.service.ts';
import { aHistory, aLetter } from '../letters/letters.sample.ts';
import { LettersBulk } from '../letters/letters.bulk.ts';
import { LettersRepository } from '../letters/letters.repository.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { RatingsBulk } from '../ratings/ratings.bulk.ts';
import { RatingsRepository } from '../ratings/ratings.repository.ts';
import { aCase } from '../ratings/ratings.sample.ts';
import { StandingClock, seedProvince, shanghai } from './figure-test-kit.ts';
import { RebuildRepository } from './rebuild.repository.ts';
import { RebuildService } from './rebuild.service.ts';
import { tallyHash } from './tally-dump.ts';
import { dump, empty, foldServiceOn, rebuildServiceOn, store } from './tally-test-kit.ts';

const keyRing = { current: 1, sealing: new Map([[1, Buffer.alloc(32, 7)]]), hashing: Buffer.alloc(32, 8) };

describe('a rebuild', () => {
  let database: TestDatabase;
  let rebuilds: RebuildService;
  let rules: RulesService;
  let ratings: RatingsBulk;
  let letters: LettersBulk;
  let idOf: ReadonlyMap<string, number>;
  beforeAll(async () => {
    database = await openTestDatabase();
    idOf = await seedProvince(database.source);
    rules = new RulesService(
      database.source,
      new StandingClock(shanghai('2024-06-01T10:00:00')),
      new RulesRepository(),
    );
    const sealer = new Sealer(keyRing);
    ratings = new RatingsBulk(rules, sealer);
    letters = new LettersBulk(rules, sealer);
    rebuilds = rebuildServiceOn(database.source, rules);
  });
  beforeEach(() => empty(database.source.manager));
  afterAll(() => database.close());

  const foldAll = async () => {
    while ((await foldServiceOn(database.source).fold()).folded > 0);
  };

  const storeFacts = async (from: number) => {
    const at = shanghai('2024-02-09T23:59:00');
    const departmentId = idOf.get('A1')!;
    await ratings.bulkStoreCases(
      database.source.manager,
      [0, 1, 2, 3, 4].map((n) =>
        aCase(
          { departmentId, at: at + n * 3_600_000, number: from + n },
          n === 0 ? null : { level: n === 1 ? 1 : 5, origin: n === 4 ? 'default' : 'active' },
        ),
      ),
    );
    await letters.bulkStoreLetters(database.source.manager, [
      aLetter({ departmentId, at, number: from + 10 }),
      aLetter(
        { departmentId, at, number: from + 11 },
        {
          events: aHistory(departmentId, at, [
            { kind: 'accepted' },
            { kind: 'dispatched', departmentId: idOf.get('B1')! },
          ]),
          replies: [],
        },
      ),
    ]);
  };

  it('makes to the byte what the folds made', async () => {
    await storeFacts(100);
    await foldAll();
    const folded = await dump(database.source);
    expect(folded.split('\n').length).toBeGreaterThan(8);
    const hash = await database.source.transaction(tallyHash);
    const heard: [number, number][] = [];
    const { facts } = await rebuilds.rebuild((done, total) => heard.push([done, total]));
    expect(facts).toBe(7);
    expect(heard).toEqual([[7, 7]]);
    expect(await dump(database.source)).toBe(folded);
    expect(await database.source.transaction(tallyHash)).toBe(hash);
  });

  it('drops cells that no fact stands behind, and marks what they were part of', async () => {
    const facts = await factsOf();
    const stray: Contributions = {
      days: [
        {
          key: { departmentId: 3, day: '2019-05-05', itemId: 0, channel: 'web', letterType: '' },
          sums: { level_5: 9 },
        },
      ],
      waits: [],
    };
    await store(database.source, [stray]);
    await foldAll();
    await database.source.query('delete from figure_stale');
    await rebuilds.rebuild();
    expect(await dump(database.source)).not.toContain('2019-05');
    const marks: { d: number; month: string }[] = await database.source.query(
      'select department_id as d, month from figure_stale',
    );
    expect(marks).toContainEqual({ d: 3, month: '2019-05-01' });
    expect(marks.length).toBeGreaterThan(1);
    expect(facts.days.length).toBeGreaterThan(0);
  });

  it('counts once what is stored before, during and after it', async () => {
    await storeFacts(200);
    const storing = (async () => {
      for (let round = 0; round < 6; round += 1) await storeFacts(1000 + round * 50);
    })();
    const folding = (async () => {
      for (let round = 0; round < 10; round += 1) await foldServiceOn(database.source).fold(3);
    })();
    await Promise.all([storing, folding, rebuilds.rebuild(), rebuilds.rebuild()]);
    await storeFacts(5000);
    await foldAll();
    const folded = await dump(database.source);
    await rebuilds.rebuild();
    expect(await dump(database.source)).toBe(folded);
  });

  it('is made once where an upgrade asks for it', async () => {
    await storeFacts(6900);
    await rebuilds.rebuild();
    const rebuilt = await dump(database.source);
    expect(await rebuilds.rebuildIfDue()).toBe(false);
    await database.source.query('update tally_day set invited = invited + 1');
    await database.source.query(`insert into site_setting (key, value) values ('rebuild_due', 'true')`);
    // Two workers see it at once.
    expect((await Promise.all([rebuilds.rebuildIfDue(), rebuilds.rebuildIfDue()])).sort()).toEqual([
      false,
      true,
    ]);
    expect(await dump(database.source)).toBe(rebuilt);
    expect(await rebuilds.rebuildIfDue()).toBe(false);
  });

  it('leaves everything as it was when it fails on the way', async () => {
    await storeFacts(7000);
    await foldAll();
    await storeFacts(7100);
    const before = await dump(database.source);
    const broken = new RebuildRepository();
    broken.replaceTallies = () => Promise.reject(new Error('the power went out'));
    const failing = rebuildServiceOn(database.source, rules, {
      letters: { async *streamLetters() {} } as never,
      rebuilds: broken,
    });
    await expect(failing.rebuild()).rejects.toThrow('the power went out');
    expect(await dump(database.source)).toBe(before);
    await rebuilds.rebuild();
    const rebuilt = await dump(database.source);
    await foldAll();
    expect(await dump(database.source)).toBe(rebuilt);
  });

  /** The facts themselves, summed by the domain alone. */
  const factsOf = async () => {
    await storeFacts(300);
    const sums = new CellSums();
    const rules = new RulesService(database.source, new StandingClock(0), new RulesRepository());
    await database.source.transaction(async (manager) => {
      for await (const one of new RatingsRepository().streamCases(manager))
        sums.add(contributionsOfCase(one));
      for await (const one of new LettersRepository(rules).streamLetters(manager)) {
        sums.add(contributionsOfLetter(one.state, one.rules, one.facets));
      }
    });
    return sums.result();
  };
});
