// npm run bench -- fold [ROWS]
//
// What folding costs beside the limit: one hand-written upsert of the same outbox rows into the same two tables, which
// is the least any exact fold can do. Both run in turn on fresh copies of the same rows; the ratio of medians counts.

import { performance } from 'node:perf_hooks';
import { FoldRepository } from '../../apps/server/dist/indicators/fold.repository.js';
import { FoldService } from '../../apps/server/dist/indicators/fold.service.js';
import { StaleRepository } from '../../apps/server/dist/indicators/stale.repository.js';
import { createDataSource } from '../../apps/server/dist/platform/database/data-source.js';
import { migrate } from '../../apps/server/dist/platform/database/migrate.js';
import { DAY_SHAPE } from '../../apps/server/dist/platform/tallies/columns.js';

const rows = Number(process.argv[2] ?? 100_000);
const rounds = 5;

const source = await createDataSource(process.env.HUIYIN_BENCH_DATABASE_URL, { poolSize: 4 }).initialize();
await migrate(source, Date.now());
const columns = [...DAY_SHAPE.keys, ...DAY_SHAPE.measures].join(', ');
const sums = DAY_SHAPE.measures.map((measure) => `sum(${measure})`).join(', ');
const added = DAY_SHAPE.measures
  .map((measure) => `${measure} = t.${measure} + excluded.${measure}`)
  .join(', ');

/** Ratings of 200 departments, 5 items and 3 channels over the last 30 days, in the order in which they came in. */
const fill = async () => {
  await source.query('truncate tally_delta, tally_day, tally_month, figure_stale');
  await source.query(
    `insert into tally_delta (department_id, day, item_id, channel, letter_type, level_5)
     select i % 200, current_date - (i % 30), i % 5, (array['web', 'app', 'window'])[1 + i % 3], '', 1
     from generate_series(1, $1::int) i`,
    [rows],
  );
  await source.query('analyze tally_delta');
};

const limit = () =>
  source.transaction(async (manager) => {
    await manager.query(
      `insert into tally_day as t (${columns})
       select ${DAY_SHAPE.keys.join(', ')}, ${sums}
       from tally_delta
       group by ${DAY_SHAPE.keys.join(', ')}
       on conflict (${DAY_SHAPE.keys.join(', ')}) do update set ${added}`,
    );
    await manager.query(
      `insert into tally_month as t (department_id, month, item_id, channel, letter_type, ${DAY_SHAPE.measures.join(', ')})
       select department_id, date_trunc('month', day)::date, item_id, channel, letter_type, ${sums}
       from tally_delta
       group by department_id, date_trunc('month', day), item_id, channel, letter_type
       on conflict (department_id, month, item_id, channel, letter_type) do update set ${added}`,
    );
    await manager.query('delete from tally_delta');
  });

const service = new FoldService(source, new FoldRepository(), new StaleRepository());
const product = async () => {
  while ((await service.fold()).folded > 0);
};

/** The check that makes a wrong fold a failed benchmark. */
const check = async (name) => {
  const [found] = await source.query(
    `select (select coalesce(sum(level_5), 0)::int from tally_day) as days,
            (select coalesce(sum(level_5), 0)::int from tally_month) as months,
            (select count(*)::int from tally_delta) as waiting`,
  );
  if (found.days !== rows || found.months !== rows || found.waiting !== 0) {
    throw new Error(`${name} is not exact: ${JSON.stringify(found)} of ${rows} rows`);
  }
};

const timed = async (name, work) => {
  await fill();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  await check(name);
  return ms;
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const times = { limit: [], product: [] };
for (let round = -1; round < rounds; round += 1) {
  const pair = [await timed('limit', limit), await timed('product', product)];
  if (round < 0) continue;
  times.limit.push(pair[0]);
  times.product.push(pair[1]);
}
await source.destroy();

for (const [name, values] of Object.entries(times)) {
  const each = (ms) => `${((ms * 1000) / rows).toFixed(2)} µs`;
  console.log(
    `${name.padEnd(8)} median ${each(median(values))} a row  (${each(Math.min(...values))} to ${each(Math.max(...values))})`,
  );
}
const ratios = times.product.map((ms, round) => ms / times.limit[round]);
console.log(
  `ratio    ${median(ratios).toFixed(2)} × the limit  (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}), ${rows} rows, ${rounds} pairs`,
);
