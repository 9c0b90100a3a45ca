import { MEASURES, MEASURE_NAMES } from '@huiyin/domain';

// Parameters: $1 departments and $2 months that are stale, $3 the first day of the years touched, $4 the running month,
// $5 today, $6 the day after the years touched.

const RIPE_SUMS = MEASURES.map(({ name, ripens }) =>
  ripens === 'at_once' ? `sum(${name}) as ${name}` : `sum(${name}) filter (where day < $5::date) as ${name}`,
).join(', ');
const TOTAL_SUMS = MEASURE_NAMES.map((name) => `sum(s.${name})::int as ${name}`).join(', ');

const PERIODS = (month: string): string => `
  lateral (values
    ('month', ${month}),
    ('quarter', date_trunc('quarter', ${month})::date),
    ('year', date_trunc('year', ${month})::date)
  ) p (period_kind, period_start)`;

/** Every scope and period touched, and `member`: which months of which departments each of them sums. */
const TOUCHED = `
  stale as (
    select department_id, month
    from unnest($1::int[], $2::date[]) as given (department_id, month)
  ),
  department_scope as materialized (
    select id as department_id, 'department' as scope_kind, code as scope_code from department
    union all
    select id, 'line', line_code from department
    union all
    select id, 'site', 'all' from department
    union all
    select d.id, 'region', a.ancestor_code
    from department d
    join region_ancestor a on a.region_code = d.region_code
  ),
  touched as materialized (
    select row_number() over ()::int as touched_id, scope_kind, scope_code, period_kind, period_start
    from (
      select distinct o.scope_kind, o.scope_code, p.period_kind, p.period_start
      from stale
      join department_scope o on o.department_id = stale.department_id
      cross join ${PERIODS('stale.month')}
    ) once
  ),
  member as materialized (
    select t.touched_id, o.department_id, m.month::date as month
    from touched t
    join department_scope o on o.scope_kind = t.scope_kind and o.scope_code = t.scope_code
    cross join lateral generate_series(
      t.period_start,
      t.period_start + case t.period_kind when 'year' then interval '11 months' when 'quarter' then interval '2 months' else interval '0' end,
      interval '1 month'
    ) as m (month)
  )`;

/** The sums of every scope and period touched; nulls where a scope has nothing. */
export const SCOPE_SUMS = `
  with ${TOUCHED},
  month_sum as (
    select department_id, month, ${MEASURE_NAMES.join(', ')}
    from tally_month
    where month >= $3::date and month < $4::date and month < $6::date
    union all
    select department_id, $4::date, ${RIPE_SUMS}
    from tally_day
    where day >= $4::date and day <= $5::date and $4::date < $6::date
    group by department_id
  ),
  scope_sum as (
    select touched_id, ${TOTAL_SUMS}
    from month_sum s
    join member using (department_id, month)
    group by touched_id
  )
  select t.scope_kind, t.scope_code, t.period_kind, t.period_start, ${MEASURE_NAMES.map((name) => `s.${name}`).join(', ')}
  from touched t
  left join scope_sum s using (touched_id)`;

/** The same for the service items of the departments. */
export const ITEM_SUMS = `
  with stale as (
    select department_id, month
    from unnest($1::int[], $2::date[]) as given (department_id, month)
  ),
  touched as materialized (
    select distinct i.id, i.code, p.period_kind, p.period_start
    from stale
    join service_item i on i.department_id = stale.department_id
    cross join ${PERIODS('stale.month')}
  ),
  month_sum as (
    select item_id, month, ${RIPE_SUMS}
    from (
      select d.*, date_trunc('month', d.day)::date as month
      from tally_day d
      join service_item i on i.id = d.item_id and i.department_id = d.department_id
      where d.department_id = any($1::int[])
        and d.day >= $3::date and d.day < $6::date and d.day <= $5::date and $4::date is not null
    ) cell
    group by item_id, month
  ),
  item_sum as (
    select t.id, t.period_kind, t.period_start, ${TOTAL_SUMS}
    from month_sum s
    cross join ${PERIODS('s.month')}
    join touched t on t.id = s.item_id and t.period_kind = p.period_kind and t.period_start = p.period_start
    group by t.id, t.period_kind, t.period_start
  )
  select 'item' as scope_kind, t.code as scope_code, t.period_kind, t.period_start,
    ${MEASURE_NAMES.map((name) => `s.${name}`).join(', ')}
  from touched t
  left join item_sum s on s.id = t.id and s.period_kind = t.period_kind and s.period_start = t.period_start`;

/** How the waits ended of letters received in every scope and period touched; $7 and $8 say how old open ones are. */
export const WAITS = `
  with ${TOUCHED},
  waited as materialized (
    select department_id, day, wait, received, answered, left_unanswered
    from tally_wait
    where unit = 'working_day' and day >= $3::date and day < $6::date and day <= $5::date and $4::date is not null
  ),
  ended as (
    select department_id, date_trunc('month', day)::date as month, wait, sum(answered) as answered,
      sum(left_unanswered) as left_unanswered, 0::bigint as still_open
    from waited
    where answered <> 0 or left_unanswered <> 0
    group by department_id, date_trunc('month', day), wait
  ),
  still_open as (
    select department_id, date_trunc('month', day)::date as month, o.wait, 0::bigint, 0::bigint, sum(left_open)
    from (
      select department_id, day, sum(received - answered - left_unanswered) as left_open
      from waited
      group by department_id, day
      having sum(received - answered - left_unanswered) <> 0
    ) unanswered
    join unnest($7::date[], $8::int[]) as o (day, wait) using (day)
    group by department_id, date_trunc('month', day), o.wait
  ),
  wait_sum as (
    select touched_id, s.wait, sum(s.answered)::int as answered,
      sum(s.left_unanswered)::int as left_unanswered, sum(s.still_open)::int as still_open
    from (select * from ended union all select * from still_open) s
    join member using (department_id, month)
    group by touched_id, s.wait
  ),
  curve as (
    select touched_id, json_agg(json_build_array(wait, answered, left_unanswered, still_open)) as waits
    from wait_sum
    group by touched_id
  )
  select scope_kind, scope_code, period_kind, period_start, waits
  from curve
  join touched using (touched_id)`;
