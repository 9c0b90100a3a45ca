import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Contributions, Sums } from '@huiyin/domain';
import { INDICATORS, MEASURES, addMonthsToStart, periodOf } from '@huiyin/domain';
import fc from 'fast-check';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { StandingClock, counts, figuresServiceOn, seedProvince, shanghai } from './figure-test-kit.ts';
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
    const [row] = await database.source.query(
      `select value, denominator::int as n from figure
       where (scope_kind, scope_code, period_kind, period_start, indicator) = ($1, $2, $3, $4::date, $5)`,
      [scopeKind, code, kind, start, indicator],
    );
    return row as { value: number; n: number } | undefined;
  };

  it('sums numerators and denominators upward: 90 of 100 and 10 of 20 make 83.3 %', async () => {
    await storeAndFold([
      counts(id('A1'), '2025-03-10', { reply_due: 100, reply_on_time: 90 }),
      counts(id('B1'), '2025-02-10', { reply_due: 20, reply_on_time: 10 }),
    ]);
    expect(await compute('2025-11-21T10:00:00')).toEqual({ computed: 2 });
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
    expect(await compute('2025-11-22T00:00:00')).toEqual({ computed: 1 });
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
    expect(await database.source.query('select 1 from figure union all select 1 from figure_sum')).toEqual(
      [],
    );
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
      `select wait from figure_sum where scope_kind = 'department' and period_kind = 'quarter'`,
    );
    expect(row.wait).toMatchObject({
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

  it('equals an independent sum over the cells, whatever came in which order', async () => {
    const today = '2025-11-21';
    const department = fc.constantFrom('A1', 'A2', 'B1', 'B2');
    const day = fc.constantFrom(
      '2024-12-31',
      '2025-01-01',
      '2025-10-31',
      '2025-11-20',
      '2025-11-21',
      '2025-11-22',
      '2026-01-05',
    );
    const count = fc.nat({ max: 30 });
    const cell = fc.record({
      department,
      day,
      due: count,
      onTime: count,
      invited: count,
      rated: count,
      low: count,
      high: count,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 12 }),
        fc.nat({ max: 12 }),
        async (cells, early) => {
          await empty(database.source.manager);
          const facts = cells.map((c) => ({
            ...c,
            sums: {
              reply_due: c.due + c.onTime,
              reply_on_time: c.onTime,
              invited: c.invited + c.rated,
              invited_rated: c.rated,
              level_2: c.low,
              level_5: c.high,
            },
          }));
          const contributionsOf = (some: typeof facts) =>
            some.map((f) => counts(id(f.department), f.day, f.sums));
          await storeAndFold(contributionsOf(facts.slice(0, early)));
          await compute(`${today}T10:00:00`);
          await storeAndFold(contributionsOf(facts.slice(early)));
          await compute(`${today}T10:00:00`);

          const expected = new Map<string, { value: number; n: number }>();
          const scopes = [
            'site all',
            'region P',
            'region A',
            'region B',
            'line health',
            ...['A1', 'A2', 'B1', 'B2'].map((c) => `department ${c}`),
          ];
          for (const scope of scopes) {
            const inside = facts.filter(({ department: code }) => {
              const [kind, name] = scope.split(' ');
              return kind === 'department'
                ? code === name
                : kind !== 'region' || name === 'P' || code.startsWith(name!);
            });
            for (const kind of ['month', 'quarter', 'year'] as const) {
              for (let start = '2024-01-01'; start < '2026-12-31'; start = addMonthsToStart(start, 1)) {
                const period = periodOf(kind, start);
                if (period.first !== start) continue;
                const sums: Record<string, number> = {};
                for (const fact of inside.filter(
                  (f) => f.day >= period.first && f.day <= period.last && f.day <= today,
                )) {
                  for (const { name, ripens } of MEASURES) {
                    const measured = (fact.sums as Sums)[name] ?? 0;
                    if (ripens === 'at_once' || fact.day < today) sums[name] = (sums[name] ?? 0) + measured;
                  }
                }
                for (const { code, reading } of INDICATORS) {
                  const read = reading(sums);
                  if (read !== null)
                    expected.set(`${scope} ${kind} ${start} ${code}`, {
                      value: read.value,
                      n: read.denominator,
                    });
                }
              }
            }
          }
          const rows: { key: string; value: number; n: number }[] = await database.source.query(
            `select concat_ws(' ', scope_kind, scope_code, period_kind, period_start::text, indicator) as key,
                  value, denominator::int as n
           from figure`,
          );
          expect(new Map(rows.map(({ key, value, n }) => [key, { value, n }]))).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});
