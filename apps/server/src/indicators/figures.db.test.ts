import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Contributions } from '@huiyin/domain';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { StandingClock, counts, figuresServiceOn, seedProvince, shanghai } from './figure-test-kit.ts';
import { waitCurveOf } from './wait-curve.ts';
import { FigureReader } from './figure-reader.repository.ts';
import type { ScopeKind, StoredPeriodKind } from './scope-period.ts';
import { empty, foldServiceOn, store } from './tally-test-kit.ts';

describe('the figures', () => {
  let database: TestDatabase;
  let idOf: ReadonlyMap<string, number>;
  const clock = new StandingClock(shanghai('2025-11-21T10:00:00'));
  beforeAll(async () => {
    database = await openTestDatabase();
    idOf = await seedProvince(database.source);
  });
  beforeEach(async () => {
    await empty(database.source.manager);
    await database.source.query('update figure_version set version = 0, through = null, computed_at = null');
  });
  afterAll(() => database.close());

  const id = (code: string): number => idOf.get(code)!;
  const compute = (at: string) => {
    clock.at = shanghai(at);
    return figuresServiceOn(database.source, clock).compute(clock.at);
  };
  const rollDay = (at: string) => {
    clock.at = shanghai(at);
    return figuresServiceOn(database.source, clock).rollDay(clock.at);
  };
  const storeAndFold = async (facts: readonly Contributions[]) => {
    await store(database.source, facts);
    await foldServiceOn(database.source).fold();
  };
  const figure = async (scopeKind: string, code: string, kind: string, start: string, indicator: string) => {
    const found = await new FigureReader(database.source).figures({
      scopeKind: scopeKind as ScopeKind,
      codes: [code],
      indicators: [indicator],
      periods: [{ kind: kind as StoredPeriodKind, start }],
    });
    return found.map(({ value, denominator }) => ({ value, n: denominator }))[0];
  };

  it('sums numerators and denominators upward: 90 of 100 and 10 of 20 make 83.3 %', async () => {
    await storeAndFold([
      counts(id('A1'), '2025-03-10', { reply_due: 100, reply_on_time: 90 }),
      counts(id('B1'), '2025-02-10', { reply_due: 20, reply_on_time: 10 }),
    ]);
    expect(await compute('2025-11-21T10:00:00')).toEqual({ computed: 2, busy: false });
    expect(await figure('site', 'all', 'quarter', '2025-01-01', 'R2')).toEqual({ value: 100 / 120, n: 120 });
    expect(await figure('region', 'P', 'year', '2025-01-01', 'R2')).toEqual({ value: 100 / 120, n: 120 });
    expect(await figure('region', 'A', 'quarter', '2025-01-01', 'R2')).toEqual({ value: 0.9, n: 100 });
    expect(await figure('line', 'health', 'month', '2025-02-01', 'R2')).toEqual({ value: 0.5, n: 20 });
    expect(await figure('department', 'B1', 'month', '2025-03-01', 'R2')).toBeUndefined();
  });

  it('counts the items of the department and not what another department did with them', async () => {
    const [{ id: item }] = await database.source.query(
      `select id from service_item where code = 'A1-permit'`,
    );
    await storeAndFold([
      counts(id('A1'), '2025-03-10', { level_5: 12 }, item),
      counts(id('B1'), '2025-03-10', { level_1: 5 }, item),
    ]);
    await compute('2025-11-21T10:00:00');
    expect(await figure('item', 'A1-permit', 'month', '2025-03-01', 'C1')).toEqual({ value: 100, n: 12 });
    expect(await figure('item', 'A1-permit', 'year', '2025-01-01', 'C1')).toEqual({ value: 100, n: 12 });
  });

  it('counts a rating at once and a due day only when it is over, on either side of midnight', async () => {
    await storeAndFold([counts(id('A1'), '2025-11-21', { reply_due: 40, reply_on_time: 30, level_5: 20 })]);
    await compute('2025-11-21T23:59:59.999');
    expect(await figure('department', 'A1', 'month', '2025-11-01', 'C1')).toEqual({ value: 100, n: 20 });
    expect(await figure('department', 'A1', 'month', '2025-11-01', 'R2')).toBeUndefined();
    expect(await rollDay('2025-11-21T23:59:59.999')).toBe(false);
    expect(await rollDay('2025-11-22T00:00:00')).toBe(true);
    expect(await compute('2025-11-22T00:00:00')).toEqual({ computed: 1, busy: false });
    expect(await figure('department', 'A1', 'month', '2025-11-01', 'R2')).toEqual({ value: 0.75, n: 40 });
    expect(await figure('site', 'all', 'quarter', '2025-10-01', 'R2')).toEqual({ value: 0.75, n: 40 });
    expect(await rollDay('2025-11-22T00:00:01')).toBe(false);
  });

  it('catches up after days without a worker, over the end of a month', async () => {
    await storeAndFold([
      counts(id('A1'), '2025-11-28', { reply_due: 10, reply_on_time: 10 }),
      counts(id('A2'), '2025-12-02', { reply_due: 12, reply_on_time: 6 }),
      counts(id('B1'), '2026-01-05', { reply_due: 9 }),
    ]);
    await compute('2025-11-27T12:00:00');
    expect(await figure('site', 'all', 'year', '2025-01-01', 'R2')).toBeUndefined();
    expect(await rollDay('2025-12-03T08:00:00')).toBe(true);
    await compute('2025-12-03T08:00:00');
    expect(await figure('department', 'A1', 'month', '2025-11-01', 'R2')).toEqual({ value: 1, n: 10 });
    expect(await figure('department', 'A2', 'month', '2025-12-01', 'R2')).toEqual({ value: 0.5, n: 12 });
    expect(await figure('site', 'all', 'year', '2025-01-01', 'R2')).toEqual({ value: 16 / 22, n: 22 });
    expect(await figure('site', 'all', 'year', '2026-01-01', 'R2')).toBeUndefined();
  });

  it('does not go back with a clock that jumps back', async () => {
    await compute('2025-11-21T10:00:00');
    await rollDay('2025-11-21T10:00:00');
    expect(await rollDay('2025-11-19T10:00:00')).toBe(false);
  });

  it('removes a figure when its last case is taken away', async () => {
    await storeAndFold([counts(id('A1'), '2025-03-10', { level_5: 1 })]);
    await compute('2025-11-21T10:00:00');
    expect(await figure('department', 'A1', 'month', '2025-03-01', 'C1')).toEqual({ value: 100, n: 1 });
    await storeAndFold([counts(id('A1'), '2025-03-10', { level_5: -1 })]);
    await compute('2025-11-21T10:00:00');
    expect(await database.source.query('select 1 from figure_sum')).toEqual([]);
  });

  it('says nothing of satisfaction where every rating was set aside, and that all were', async () => {
    await storeAndFold([counts(id('A1'), '2025-03-10', { rating_excluded: 30 })]);
    await compute('2025-11-21T10:00:00');
    for (const scope of ['department A1', 'region A', 'region P', 'site all']) {
      const [kind, code] = scope.split(' ') as [string, string];
      expect(await figure(kind, code, 'quarter', '2025-01-01', 'C1')).toBeUndefined();
      expect(await figure(kind, code, 'quarter', '2025-01-01', 'EXC')).toEqual({ value: 1, n: 30 });
    }
  });

  it('keeps in its region what a department did that closed in the middle of the year', async () => {
    await storeAndFold([
      counts(id('A1'), '2025-03-10', { reply_due: 100, reply_on_time: 90 }),
      counts(id('A2'), '2025-09-10', { reply_due: 20, reply_on_time: 10 }),
    ]);
    await compute('2025-11-21T10:00:00');
    try {
      await database.source.query(`update department set active = false where code = 'A1'`);
      await figuresServiceOn(database.source, clock).markAll(database.source.manager);
      await compute('2025-11-21T10:00:00');
      expect(await figure('department', 'A1', 'year', '2025-01-01', 'R2')).toEqual({ value: 0.9, n: 100 });
      expect(await figure('region', 'A', 'year', '2025-01-01', 'R2')).toEqual({ value: 100 / 120, n: 120 });
      expect(await figure('region', 'A', 'quarter', '2025-07-01', 'R2')).toEqual({ value: 0.5, n: 20 });
    } finally {
      await database.source.query('update department set active = true');
    }
  });

  it('counts the letters that still wait, each for as long as it has', async () => {
    const wait = (days: number, sums: object): Contributions => ({
      days: [],
      waits: [
        {
          key: {
            departmentId: id('A1'),
            day: '2025-11-17',
            letterType: 'help',
            clock: 'full',
            unit: 'working_day',
            wait: days,
          },
          sums,
        },
      ],
    });
    await storeAndFold([wait(0, { received: 5 }), wait(1, { answered: 2 }), wait(2, { left_unanswered: 1 })]);
    await compute('2025-11-21T10:00:00');
    const [row] = await database.source.query(
      `select waits from figure_sum where scope_kind = 'department' and period_kind = 'quarter'`,
    );
    const curve = waitCurveOf(row.waits.full);
    expect(curve).toMatchObject({
      received: 5,
      answered: 2,
      open: 2,
      median: null,
      steps: [{ wait: 1, share: 0.4 }],
    });
  });

  it('grows its version with every recomputation and with a new day', async () => {
    const version = async (): Promise<number> => {
      const [row]: { v: number }[] = await database.source.query(
        'select version::int as v from figure_version',
      );
      return row!.v;
    };
    await compute('2025-11-21T10:00:00');
    expect(await version()).toBe(0);
    await storeAndFold([counts(id('A1'), '2025-03-10', { level_5: 1 })]);
    await compute('2025-11-21T10:00:00');
    expect(await version()).toBe(1);
    await rollDay('2025-11-22T10:00:00');
    expect(await version()).toBe(2);
  });

  it('waits for the whole when a fold has brought the part first', async () => {
    await storeAndFold([counts(id('A1'), '2025-03-10', { invited_rated: 1 })]);
    await compute('2025-11-21T10:00:00');
    expect(await figure('department', 'A1', 'month', '2025-03-01', 'P1')).toBeUndefined();
    await storeAndFold([counts(id('A1'), '2025-03-10', { invited: 1 })]);
    await compute('2025-11-21T10:00:00');
    expect(await figure('department', 'A1', 'month', '2025-03-01', 'P1')).toEqual({ value: 1, n: 1 });
  });

  it('is computed by one job at a time', async () => {
    await storeAndFold([counts(id('A1'), '2025-03-10', { level_5: 1 })]);
    const both = await Promise.all([compute('2025-11-21T10:00:00'), compute('2025-11-21T10:00:00')]);
    expect(both.map(({ computed }) => computed).sort()).toEqual([0, 1]);
  });
});
