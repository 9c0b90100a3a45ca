// npm run bench -- figures [DEPARTMENTS] [MONTHS]
//
// How long it takes to recompute all figures, and how much of them one rating touches. 120 departments in 30 regions, 12
// lines, 4 items a department, 5 channels, every measure of every indicator on every fifth day of 24 months. The limit
// beside it is one hand-written pass that sums the same tallies once, by department and month.
// The promise: under 20 s on 2 cores for 120 departments and 24 months; one rating changes only the rows of its own
// department, line, regions, item, channel and of the site, in the periods of its month.

import { performance } from 'node:perf_hooks';
import { MEASURE_NAMES, addMonthsToStart, localDateOf, monthStart } from '@huiyin/domain';
import { RulesRepository } from '../../apps/server/dist/directory/rules.repository.js';
import { RulesService } from '../../apps/server/dist/directory/rules.service.js';
import { FigureSumsRepository } from '../../apps/server/dist/indicators/figure-sums.repository.js';
import { FiguresRepository } from '../../apps/server/dist/indicators/figures.repository.js';
import { FiguresService } from '../../apps/server/dist/indicators/figures.service.js';
import { FoldRepository } from '../../apps/server/dist/indicators/fold.repository.js';
import { FoldService } from '../../apps/server/dist/indicators/fold.service.js';
import { ToldSums } from '../../apps/server/dist/indicators/told-sums.repository.js';
import { StaleRepository } from '../../apps/server/dist/indicators/stale.repository.js';
import { SystemClock } from '../../apps/server/dist/platform/clock/clock.js';
import { createDataSource } from '../../apps/server/dist/platform/database/data-source.js';
import { migrate } from '../../apps/server/dist/platform/database/migrate.js';
import { ensurePartitions } from '../../apps/server/dist/platform/database/partitions.js';
import { writeDeltas } from '../../apps/server/dist/platform/tallies/outbox.js';

const departments = Number(process.argv[2] ?? 120);
const months = Number(process.argv[3] ?? 24);
const rounds = 3;

const source = await createDataSource(process.env.HUIYIN_BENCH_DATABASE_URL, { poolSize: 4 }).initialize();
await migrate(source, Date.now());
const clock = new SystemClock();
const stale = new StaleRepository();
const figures = new FiguresService(
  source,
  new RulesService(source, clock, new RulesRepository()),
  stale,
  new FigureSumsRepository(),
  new FiguresRepository(),
  new ToldSums(),
);
const folds = new FoldService(source, new FoldRepository(), stale);

const today = localDateOf(Date.now(), 'Asia/Shanghai');
const first = addMonthsToStart(monthStart(today), 1 - months);
await ensurePartitions(source.manager, first, today);

await source.query(`
  insert into region (code, parent_code, level, name_zh, name_en)
  select 'r0', null, 1, '省', 'Province'
  union all
  select 'c' || i, 'r0', 2, '市', 'City' from generate_series(1, 5) i
  union all
  select 'x' || i, 'c' || (1 + i % 5), 3, '县', 'County' from generate_series(1, 24) i`);
await source.query(`
  insert into region_ancestor
  with recursive up (region_code, ancestor_code) as (
    select code, code from region
    union
    select up.region_code, parent_code from up join region on code = up.ancestor_code where parent_code is not null
  )
  select * from up`);
await source.query(`insert into function_line select 'l' || i, '条线', 'Line' from generate_series(0, 11) i`);
await source.query(
  `insert into department (code, region_code, line_code, level, name_zh, name_en)
   select 'd' || i, 'x' || (1 + i % 24), 'l' || (i % 12), 3, '局', 'Office' from generate_series(1, $1::int) i`,
  [departments],
);
await source.query(
  `insert into department_place select id, '0001-01-01', region_code, line_code from department`,
);
await source.query(`
  insert into service_item (department_id, code, name_zh, name_en)
  select d.id, d.code || '-' || i, '事项', 'Item' from department d cross join generate_series(1, 4) i`);
await source.query(
  `insert into tally_day (department_id, day, item_id, channel, letter_type, ${MEASURE_NAMES.join(', ')})
   select d.department_id, day::date, d.id, c.channel, c.letter_type, ${MEASURE_NAMES.map(() => '1').join(', ')}
   from service_item d
   cross join (values ('window', ''), ('web', 'help'), ('app', 'complaint'), ('mini', ''), ('sms', '')) c (channel, letter_type)
   cross join generate_series($1::date, $2::date, interval '5 days') day`,
  [first, today],
);
await source.query(
  `insert into tally_month (department_id, month, item_id, channel, letter_type, ${MEASURE_NAMES.join(', ')})
   select department_id, date_trunc('month', day)::date, item_id, channel, letter_type, ${MEASURE_NAMES.map((name) => `sum(${name})`).join(', ')}
   from tally_day
   group by 1, 2, 3, 4, 5`,
);
await source.query(
  `insert into tally_wait (department_id, day, letter_type, clock, unit, wait, received, answered)
   select d.id, day::date, 'help', clock, 'working_day', wait, case when wait = 0 then 6 else 0 end, case when wait = 0 then 0 else 1 end
   from department d
   cross join generate_series($1::date, $2::date, interval '5 days') day
   cross join unnest(array['first', 'full']) clock
   cross join generate_series(0, 5) wait`,
  [first, today],
);
await source.query('analyze tally_day, tally_month, tally_wait');

const limit = () =>
  source.query(
    `select department_id, date_trunc('month', day)::date as month, ${MEASURE_NAMES.map((name) => `sum(${name})`).join(', ')}
     from tally_day
     group by department_id, date_trunc('month', day)`,
  );

const recompute = async () => {
  await source.query('delete from figure_sum');
  await stale.markAll(source.manager);
  while ((await figures.compute(Date.now())).computed > 0);
};

const timed = async (work) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const times = { limit: [], product: [] };
for (let round = 0; round < rounds; round += 1) {
  times.limit.push(await timed(limit));
  times.product.push(await timed(recompute));
}
const [{ rows }] = await source.query('select count(*)::int as rows from figure_sum');

/** The check that makes wrong figures a failed benchmark: the site holds every cell of the running year. */
const [check] = await source.query(
  `select (select (sums ->> 'level_5')::int from figure_sum where scope_kind = 'site' and period_kind = 'year' and period_start = date_trunc('year', $1::date)::date) as kept,
          (select sum(level_5)::int from tally_day where day >= date_trunc('year', $1::date) and day <= $1) as counted`,
  [today],
);
if (check.kept !== check.counted) throw new Error(`the figures are not exact: ${JSON.stringify(check)}`);

const before = new Map(
  (
    await source.query(
      `select scope_kind, scope_code, period_kind, period_start, xmin::text as version from figure_sum`,
    )
  ).map((row) => [`${row.scope_kind} ${row.scope_code} ${row.period_kind} ${row.period_start}`, row.version]),
);
const [item] = await source.query(`select id, department_id from service_item where code = 'd1-1'`);
const one = await timed(async () => {
  await source.transaction((manager) =>
    writeDeltas(manager, {
      days: [
        {
          key: {
            departmentId: item.department_id,
            day: today,
            itemId: item.id,
            channel: 'web',
            letterType: '',
          },
          sums: { level_4: 1 },
        },
      ],
      waits: [],
    }),
  );
  while ((await folds.fold()).folded > 0);
  await figures.compute(Date.now());
});
const touched = (
  await source.query(
    `select scope_kind, scope_code, period_kind, period_start, xmin::text as version from figure_sum`,
  )
).filter(
  (row) =>
    before.get(`${row.scope_kind} ${row.scope_code} ${row.period_kind} ${row.period_start}`) !== row.version,
);
const scopes = new Map();
for (const { scope_kind: kind, scope_code: code } of touched)
  scopes.set(kind, (scopes.get(kind) ?? new Set()).add(code));
await source.destroy();

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
for (const [name, values] of Object.entries(times))
  console.log(
    `${name.padEnd(8)} median ${seconds(median(values))}  (${seconds(Math.min(...values))} to ${seconds(Math.max(...values))})`,
  );
console.log(
  `all      ${rows} scopes and periods of ${departments} departments, ${months} months: ${(median(times.product) / median(times.limit)).toFixed(1)} × one pass over the same tallies`,
);
console.log(
  `rating   ${one.toFixed(0)} ms from its outbox to its figures; ${touched.length} of ${rows} rows changed: ${[...scopes].map(([kind, codes]) => `${codes.size} ${kind}`).join(', ')}`,
);
