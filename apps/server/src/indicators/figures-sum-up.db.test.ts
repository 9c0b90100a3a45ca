import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalDate, Measure, Sums } from '@huiyin/domain';
import { MEASURES, PERIOD_KINDS, addMonthsToStart, monthStart, periodOf, sumsFit } from '@huiyin/domain';
import fc from 'fast-check';
import {
  upsertDepartments,
  upsertItems,
  upsertLines,
  upsertRegions,
} from '../directory/directory.upserts.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { StandingClock, figuresServiceOn, shanghai } from './figure-test-kit.ts';
import { empty, foldServiceOn, store } from './tally-test-kit.ts';

/** Everything a figure could get wrong about sums: random trees, random days at every edge, departments that move. */

interface World {
  readonly parents: readonly number[];
  readonly departments: readonly {
    readonly region: number;
    readonly line: number;
    readonly moves: { month: LocalDate; region: number; line: number } | null;
  }[];
  readonly cells: readonly {
    readonly department: number;
    readonly item: number;
    readonly channel: string;
    readonly day: LocalDate;
    readonly sums: Sums;
  }[];
  readonly early: number;
  readonly today: LocalDate;
}

const CHANNELS = ['window', 'web'];
const DAYS = [
  '2023-12-31',
  '2024-01-01',
  '2024-02-29',
  '2024-03-01',
  '2024-12-30',
  '2024-12-31',
  '2025-01-01',
  '2025-06-15',
  '2025-10-31',
  '2025-11-20',
  '2025-11-21',
  '2025-11-22',
  '2026-01-05',
];
const MONTHS = ['2024-01-01', '2024-03-01', '2024-12-01', '2025-11-01'];

/** Counts that may stand in one cell: wholes above parts, and stocks that never fall below nothing because none ends. */
const someSums: fc.Arbitrary<Sums> = fc
  .dictionary(fc.constantFrom(...MEASURES.map(({ name }) => name)), fc.nat({ max: 9 }), { maxKeys: 6 })
  .map((given) => {
    const sums: Partial<Record<Measure, number>> = { ...given };
    for (const measure of MEASURES) {
      if ('partOf' in measure && sums[measure.name] !== undefined)
        sums[measure.partOf] = Math.max(sums[measure.partOf] ?? 0, sums[measure.name]!);
    }
    return sums;
  });

const aWorld: fc.Arbitrary<World> = fc.record({
  // Region 0 is the root; each other one stands under an earlier one, at most four levels deep.
  parents: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 5 }).map((raw) => {
    const levels = [1];
    return raw.map((wish, index) => {
      const parent = levels[wish % (index + 1)]! < 4 ? wish % (index + 1) : 0;
      levels.push(levels[parent]! + 1);
      return parent;
    });
  }),
  departments: fc.array(
    fc.record({
      region: fc.nat(),
      line: fc.nat({ max: 1 }),
      moves: fc.option(
        fc.record({ month: fc.constantFrom(...MONTHS), region: fc.nat(), line: fc.nat({ max: 1 }) }),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  cells: fc.array(
    fc.record({
      department: fc.nat(),
      item: fc.nat({ max: 3 }),
      channel: fc.constantFrom(...CHANNELS),
      day: fc.constantFrom(...DAYS),
      sums: someSums,
    }),
    { minLength: 1, maxLength: 10 },
  ),
  early: fc.nat({ max: 10 }),
  today: fc.constantFrom('2025-11-21', '2025-12-31', '2026-01-01', '2024-02-29'),
});

describe('the sums behind the figures', () => {
  let database: TestDatabase;
  const clock = new StandingClock(0);
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('equal a naive count over the cells, upward and over time, for any tree and any days', async () => {
    await fc.assert(
      fc.asyncProperty(aWorld, async (world) => {
        await empty(database.source.manager);
        await database.source.query('update figure_version set version = 0, through = null');
        const ids = await found(world);
        const changes = world.cells.map(({ department, item, channel, day, sums }) => {
          const own = department % world.departments.length;
          return {
            days: [
              {
                key: {
                  departmentId: ids.departments[own]!,
                  day,
                  itemId: item === 0 ? 0 : ids.items[(item - 1) % ids.items.length]!,
                  channel,
                  letterType: '',
                },
                sums,
              },
            ],
            waits: [],
          };
        });
        clock.at = shanghai(`${world.today}T10:00:00`);
        const figures = figuresServiceOn(database.source, clock);
        for (const part of [changes.slice(0, world.early), changes.slice(world.early)]) {
          await store(database.source, part);
          await foldServiceOn(database.source).fold();
          await figures.compute(clock.at);
        }
        await figures.rollDay(clock.at);
        await figures.compute(clock.at);

        const rows: { key: string; sums: Sums }[] = await database.source.query(
          `select concat_ws(' ', scope_kind, scope_code, period_kind, period_start::text) as key, sums
           from figure_sum`,
        );
        const made = new Map(rows.map(({ key, sums }) => [key, sums]));
        expect(made).toEqual(expectedSums(world));
      }),
      { numRuns: Number(process.env['HUIYIN_PROPERTY_RUNS'] ?? 60) },
    );
  }, 300_000);

  async function found(world: World): Promise<{ departments: number[]; items: number[] }> {
    const named = (code: string) => ({ zh: `${code}号`, en: `No. ${code}` });
    for (const table of [
      'department_place',
      'item_channel_span',
      'service_item',
      'department',
      'function_line',
      'region_ancestor',
      'region',
    ])
      await database.source.query(`delete from ${table}`);
    await database.source.transaction(async (manager) => {
      const levels = levelsOf(world);
      await upsertRegions(
        manager,
        levels.map((level, index) => ({
          code: `r${index}`,
          parentCode: index === 0 ? null : `r${world.parents[index - 1]}`,
          level,
          name: named(`r${index}`),
        })),
      );
      await upsertLines(manager, [
        { code: 'l0', name: named('l0') },
        { code: 'l1', name: named('l1') },
      ]);
      await upsertDepartments(
        manager,
        world.departments.map(({ region, line }, index) => ({
          code: `d${index}`,
          regionCode: `r${region % levels.length}`,
          lineCode: `l${line}`,
          level: levels[region % levels.length]!,
          parentCode: null,
          name: named(`d${index}`),
        })),
      );
      await manager.query('delete from department_place');
      for (const [index, { region, line, moves }] of world.departments.entries()) {
        const place = (from: string, at: { region: number; line: number }) =>
          manager.query(
            `insert into department_place (department_id, from_month, region_code, line_code)
             select id, $2, $3, $4 from department where code = $1`,
            [`d${index}`, from, `r${at.region % levels.length}`, `l${at.line}`],
          );
        await place('0001-01-01', { region, line });
        if (moves !== null) await place(moves.month, moves);
      }
      await upsertItems(
        manager,
        world.departments.map((_, index) => ({
          code: `i${index}`,
          departmentCode: `d${index}`,
          name: named(`i${index}`),
          promisedDays: null,
          channels: [],
        })),
        '2023-12-31',
      );
    });
    const ids = async (table: string): Promise<number[]> => {
      const rows: { id: number }[] = await database.source.query(`select id from ${table} order by code`);
      return rows.map(({ id }) => id);
    };
    return { departments: await ids('department'), items: await ids('service_item') };
  }
});

const levelsOf = ({ parents }: World): number[] =>
  parents.reduce((levels, parent) => [...levels, levels[parent]! + 1], [1]);

/** Written for clarity alone: every scope, every period, every cell. */
function expectedSums(world: World): ReadonlyMap<string, Sums> {
  const { departments, today } = world;
  const levels = levelsOf(world);
  const ancestors = (region: number): number[] =>
    region === 0 ? [0] : [region, ...ancestors(world.parents[region - 1]!)];
  const placeIn = (department: number, month: LocalDate) => {
    const { region, line, moves } = departments[department]!;
    const at = moves !== null && moves.month <= month ? moves : { region, line };
    return { region: at.region % levels.length, line: at.line };
  };
  const cells = world.cells.map((cell) => ({
    ...cell,
    department: cell.department % departments.length,
    item: cell.item === 0 ? null : (cell.item - 1) % departments.length,
  }));
  const holds = (scope: string, cell: (typeof cells)[number], month: LocalDate): boolean => {
    const [kind, code] = scope.split(' ') as [string, string];
    const place = placeIn(cell.department, month);
    if (kind === 'site') return true;
    if (kind === 'department') return code === `d${cell.department}`;
    if (kind === 'line') return code === `l${place.line}`;
    if (kind === 'region') return ancestors(place.region).some((region) => code === `r${region}`);
    if (kind === 'channel') return code === cell.channel;
    return cell.item === cell.department && code === `i${cell.item}`;
  };
  const scopes = [
    'site all',
    'line l0',
    'line l1',
    ...levels.map((_, index) => `region r${index}`),
    ...departments.flatMap((_, index) => [`department d${index}`, `item i${index}`]),
    ...CHANNELS.map((channel) => `channel ${channel}`),
  ];
  const running = monthStart(today);
  const firstMonth = cells.map(({ day }) => monthStart(day)).sort()[0]!;
  const ripe = (day: LocalDate, ripens: string) => (ripens === 'at_once' ? day <= today : day < today);
  const expected = new Map<string, Sums>();
  for (const kind of PERIOD_KINDS.filter((one) => one !== 'day' && one !== 'week')) {
    const seen = new Set<string>();
    for (let month = firstMonth; month <= running; month = addMonthsToStart(month, 1)) {
      const period = periodOf(kind, month);
      if (seen.has(period.key)) continue;
      seen.add(period.key);
      const lastMonth = monthStart(period.last) < running ? monthStart(period.last) : running;
      for (const scope of scopes) {
        const sums: Partial<Record<Measure, number>> = {};
        for (const cell of cells) {
          for (const measure of MEASURES) {
            const count = cell.sums[measure.name] ?? 0;
            if (count === 0 || !ripe(cell.day, measure.ripens)) continue;
            const counts =
              'stock' in measure
                ? cell.day <= period.last && holds(scope, cell, lastMonth)
                : cell.day >= period.first &&
                  cell.day <= period.last &&
                  holds(scope, cell, monthStart(cell.day));
            if (counts) sums[measure.name] = (sums[measure.name] ?? 0) + count;
          }
        }
        if (Object.keys(sums).length > 0 && sumsFit(sums))
          expected.set(`${scope} ${kind} ${period.first}`, sums);
      }
    }
  }
  return expected;
}
