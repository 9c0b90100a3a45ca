import { MEASURES, MEASURE_NAMES, STOCK_NAMES } from '@huiyin/domain';

// Parameters of every query: $1 departments and $2 months that are stale, $3 the first day of the earliest and $4 of the
// last period that they touch, $5 the running month, $6 today.

const RIPE_SUMS = MEASURES.map(({ name, ripens }) =>
  ripens === 'at_once' ? `sum(${name}) as ${name}` : `sum(${name}) filter (where day < $6::date) as ${name}`,
).join(', ');
const FLOWS = MEASURE_NAMES.filter((name) => !STOCK_NAMES.includes(name));
const totals = (measures: readonly string[]): string =>
  measures.map((name) => `sum(s.${name})::int as ${name}`).join(', ');

/** Who sums whose cells, from which month until before which; null means for all of an item's or channel's cells. */
const MEMBERSHIP = `
  place as (
    select department_id, from_month, region_code, line_code,
      coalesce(lead(from_month) over (partition by department_id order by from_month), 'infinity') as until_month
    from department_place
  ),
  member as materialized (
    select id as department_id, 'department' as scope_kind, code as scope_code,
      '-infinity'::date as from_month, 'infinity'::date as until_month
    from department
    union all
    select id, 'site', 'all', '-infinity', 'infinity' from department
    union all
    select department_id, 'line', line_code, from_month, until_month from place
    union all
    select department_id, 'region', ancestor_code, from_month, until_month
    from place
    join region_ancestor using (region_code)
  )`;

/** Every period that a stale month lies in, once a scope. A rolling year is made once its last month has begun. */
const touched = (scopes: string): string => `
  stale as (
    select department_id, month
    from unnest($1::int[], $2::date[]) as given (department_id, month)
  ),
  stale_scope as (
    ${scopes}
  ),
  period as materialized (
    select once.month, p.period_kind, p.period_start, p.last_month
    from (select distinct month from stale) once
    cross join lateral (
      select 'month', month, month
      union all
      select 'quarter', date_trunc('quarter', month)::date, (date_trunc('quarter', month) + interval '2 months')::date
      union all
      select 'year', date_trunc('year', month)::date, (date_trunc('year', month) + interval '11 months')::date
      union all
      select 'rolling', (month - later * interval '1 month')::date, (month + (11 - later) * interval '1 month')::date
      from generate_series(0, 11) as later
      where (month + (11 - later) * interval '1 month')::date <= $5::date
    ) p (period_kind, period_start, last_month)
  ),
  touched as materialized (
    select distinct scope_kind, scope_code, period_kind, period_start, last_month
    from stale_scope
    join period using (month)
  ),
  touched_scope as materialized (
    select distinct scope_kind, scope_code from touched
  )`;

/** The cells of every department, item and channel by month: the past from the month table, the running one by days. */
const MONTH_CELLS = `
  month_cell as materialized (
    select department_id, month, item_id, channel, ${MEASURE_NAMES.join(', ')}
    from tally_month
    where month >= $3::date and month <= $4::date and month < $5::date
    union all
    select department_id, $5::date, item_id, channel, ${RIPE_SUMS}
    from tally_day
    where day >= $5::date and day <= $6::date and $5::date <= $4::date
    group by department_id, item_id, channel
  ),
  stock_change as materialized (
    select department_id, month, item_id, channel, ${STOCK_NAMES.join(', ')}
    from tally_month
    where month < $5::date and (${STOCK_NAMES.map((name) => `${name} <> 0`).join(' or ')})
    union all
    select department_id, $5::date, item_id, channel, ${STOCK_NAMES.map((name) => `sum(${name})`).join(', ')}
    from tally_day
    where day >= $5::date and day < $6::date and (${STOCK_NAMES.map((name) => `${name} <> 0`).join(' or ')})
    group by department_id, item_id, channel
  )`;

/** From the sums of months and from what had changed by the end of the period to the sums of every scope and period. */
const PERIOD_SUMS = `
  flow as (
    select t.scope_kind, t.scope_code, t.period_kind, t.period_start, ${totals(FLOWS)}
    from touched t
    join scope_month s on s.scope_kind = t.scope_kind and s.scope_code = t.scope_code
      and s.month between t.period_start and t.last_month
    group by t.scope_kind, t.scope_code, t.period_kind, t.period_start
  ),
  closing as (
    select scope_kind, scope_code, last_month,
      ${STOCK_NAMES.map((name) => `sum(s.${name})::int as ${name}`).join(', ')}
    from (select distinct scope_kind, scope_code, least(last_month, $5::date) as last_month from touched) t
    join scope_stock s using (scope_kind, scope_code)
    where s.month <= t.last_month and s.from_month <= t.last_month and t.last_month < s.until_month
    group by scope_kind, scope_code, last_month
  )
  select t.scope_kind, t.scope_code, t.period_kind, t.period_start,
    ${FLOWS.map((name) => `f.${name}`).join(', ')}, ${STOCK_NAMES.map((name) => `c.${name}`).join(', ')}
  from touched t
  left join flow f using (scope_kind, scope_code, period_kind, period_start)
  left join closing c on c.scope_kind = t.scope_kind and c.scope_code = t.scope_code
    and c.last_month = least(t.last_month, $5::date)`;

/** The sums of departments, lines, regions and the site: nulls where there is nothing. */
export const SCOPE_SUMS = `
  with ${MEMBERSHIP},
  ${touched(`
    select distinct m.scope_kind, m.scope_code, stale.month
    from stale
    join member m on m.department_id = stale.department_id
      and m.from_month <= stale.month and stale.month < m.until_month`)},
  ${MONTH_CELLS},
  department_month as materialized (
    select department_id, month, ${totals(FLOWS)}
    from month_cell s
    group by department_id, month
  ),
  scope_month as materialized (
    select m.scope_kind, m.scope_code, s.month, ${totals(FLOWS)}
    from department_month s
    join member m on m.department_id = s.department_id and m.from_month <= s.month and s.month < m.until_month
    join touched_scope using (scope_kind, scope_code)
    group by m.scope_kind, m.scope_code, s.month
  ),
  scope_stock as materialized (
    select m.scope_kind, m.scope_code, m.from_month, m.until_month, s.month,
      ${STOCK_NAMES.map((name) => `sum(s.${name}) as ${name}`).join(', ')}
    from stock_change s
    join member m using (department_id)
    join touched_scope using (scope_kind, scope_code)
    group by m.scope_kind, m.scope_code, m.from_month, m.until_month, s.month
  ),
  ${PERIOD_SUMS}`;

/** The same of service items and of channels. An item's letters that another department answers count there only. */
export const FACET_SUMS = `
  with ${touched(`
    select distinct 'item' as scope_kind, i.code as scope_code, stale.month
    from stale
    join service_item i on i.department_id = stale.department_id
    union
    select distinct 'channel', c.code, stale.month
    from stale
    cross join channel c`)},
  ${MONTH_CELLS},
  scope_month as materialized (
    select 'item' as scope_kind, i.code as scope_code, s.month, ${totals(FLOWS)}
    from month_cell s
    join service_item i on i.id = s.item_id and i.department_id = s.department_id
    join touched_scope t on t.scope_kind = 'item' and t.scope_code = i.code
    group by i.code, s.month
    union all
    select 'channel', s.channel, s.month, ${totals(FLOWS)}
    from month_cell s
    where s.channel <> ''
    group by s.channel, s.month
  ),
  scope_stock as materialized (
    select 'item' as scope_kind, i.code as scope_code, '-infinity'::date as from_month, 'infinity'::date as until_month,
      s.month, ${STOCK_NAMES.map((name) => `sum(s.${name}) as ${name}`).join(', ')}
    from stock_change s
    join service_item i on i.id = s.item_id and i.department_id = s.department_id
    join touched_scope t on t.scope_kind = 'item' and t.scope_code = i.code
    group by i.code, s.month
    union all
    select 'channel', s.channel, '-infinity', 'infinity', s.month,
      ${STOCK_NAMES.map((name) => `sum(s.${name}) as ${name}`).join(', ')}
    from stock_change s
    where s.channel <> ''
    group by s.channel, s.month
  ),
  ${PERIOD_SUMS}`;

/** How the waits ended of letters received in every scope and period touched; $7 and $8 say how old open ones are. */
export const WAITS = `
  with ${MEMBERSHIP},
  ${touched(`
    select distinct m.scope_kind, m.scope_code, stale.month
    from stale
    join member m on m.department_id = stale.department_id
      and m.from_month <= stale.month and stale.month < m.until_month`)},
  waited as materialized (
    select department_id, day, clock, wait, received, answered, left_unanswered
    from tally_wait
    where unit = 'working_day' and day >= $3::date and day < ($4::date + interval '1 month') and day <= $6::date
      and $5::date is not null
  ),
  ended as (
    select department_id, date_trunc('month', day)::date as month, clock, wait, sum(answered) as answered,
      sum(left_unanswered) as left_unanswered, 0::bigint as still_open
    from waited
    where answered <> 0 or left_unanswered <> 0
    group by department_id, date_trunc('month', day), clock, wait
  ),
  still_open as (
    select department_id, date_trunc('month', day)::date as month, clock, o.wait, 0::bigint, 0::bigint, sum(left_open)
    from (
      select department_id, day, clock, sum(received - answered - left_unanswered) as left_open
      from waited
      group by department_id, day, clock
      having sum(received - answered - left_unanswered) <> 0
    ) unanswered
    join unnest($7::date[], $8::int[]) as o (day, wait) using (day)
    group by department_id, date_trunc('month', day), clock, o.wait
  ),
  scope_wait as materialized (
    select m.scope_kind, m.scope_code, s.month, s.clock, s.wait, sum(s.answered) as answered,
      sum(s.left_unanswered) as left_unanswered, sum(s.still_open) as still_open
    from (select * from ended union all select * from still_open) s
    join member m on m.department_id = s.department_id and m.from_month <= s.month and s.month < m.until_month
    join touched_scope using (scope_kind, scope_code)
    group by m.scope_kind, m.scope_code, s.month, s.clock, s.wait
  ),
  wait_sum as (
    select t.scope_kind, t.scope_code, t.period_kind, t.period_start, s.clock, s.wait, sum(s.answered)::int as answered,
      sum(s.left_unanswered)::int as left_unanswered, sum(s.still_open)::int as still_open
    from touched t
    join scope_wait s on s.scope_kind = t.scope_kind and s.scope_code = t.scope_code
      and s.month between t.period_start and t.last_month
    group by t.scope_kind, t.scope_code, t.period_kind, t.period_start, s.clock, s.wait
  )
  select scope_kind, scope_code, period_kind, period_start, clock,
    json_agg(json_build_array(wait, answered, left_unanswered, still_open)) as waits
  from wait_sum
  group by scope_kind, scope_code, period_kind, period_start, clock`;
