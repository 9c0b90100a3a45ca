import type { LocalDate } from '@huiyin/domain';
import { STOCK_NAMES } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TallyShape } from '../platform/tallies/columns.ts';
import { DAY_SHAPE, WAIT_SHAPE } from '../platform/tallies/columns.ts';
import type { StaleMonth } from './stale.repository.ts';
import type { SumShape } from './tally-sql.ts';
import { MONTH_SHAPE, addInto, allZero, someSum, sumsOf } from './tally-sql.ts';

/** What one claim on an outbox came to. */
export interface Folded {
  readonly claimed: number;
  readonly touched: readonly StaleMonth[];
}

/** The SQL of the fold: outbox rows are deleted and added to the tallies by one statement. */
@Injectable()
export class FoldRepository {
  /** The months of the oldest `limit` rows: their partitions must exist before the rows are claimed. */
  async monthsWaiting(manager: EntityManager, limit: number): Promise<LocalDate[]> {
    const rows: { month: LocalDate }[] = await manager.query(
      `select distinct date_trunc('month', day)::date as month
       from (select day from tally_delta order by id limit $1) oldest
       order by month`,
      [limit],
    );
    return rows.map((row) => row.month);
  }

  /** Claims up to `limit` rows of these months and adds them to the tallies of days and months. */
  async foldDays(manager: EntityManager, limit: number, months: readonly LocalDate[]): Promise<Folded> {
    const rows: FoldRow[] = await manager.query(FOLD_DAYS, [limit, months]);
    const { claimed, touched, empty, emptyMonths } = rows[0]!;
    await deleteEmpty(manager, DAY_SHAPE, empty);
    await deleteEmpty(manager, MONTH_SHAPE, emptyMonths ?? []);
    return { claimed, touched };
  }

  /** Claims up to `limit` rows of waiting times and adds them to their tally. */
  async foldWaits(manager: EntityManager, limit: number): Promise<Folded> {
    const rows: FoldRow[] = await manager.query(FOLD_WAITS, [limit]);
    const { claimed, touched, empty } = rows[0]!;
    await deleteEmpty(manager, WAIT_SHAPE, empty);
    return { claimed, touched };
  }
}

interface FoldRow {
  readonly claimed: number;
  readonly touched: readonly StaleMonth[];
  readonly empty: readonly Record<string, unknown>[];
  readonly emptyMonths?: readonly Record<string, unknown>[];
}

/** Rows that another fold has claimed are passed over, not waited for. */
const claim = (shape: TallyShape, condition: string): string => `
  claimed as (
    delete from ${shape.outbox} d
    using (
      select department_id, id
      from ${shape.outbox}
      where ${condition}
      order by id
      limit $1
      for update skip locked
    ) c
    where d.department_id = c.department_id and d.id = c.id
    returning ${[...shape.keys, ...shape.measures].map((column) => `d.${column}`).join(', ')}
  ),
  summed as materialized (
    select ${shape.keys.join(', ')}, ${sumsOf(shape.measures)}
    from claimed
    group by ${shape.keys.join(', ')}
    having ${someSum(shape.measures)}
  ),
  added as (
    ${addInto(shape, 'summed')}
    returning ${shape.keys.map((key) => `t.${key}`).join(', ')}, ${allZero(shape.measures, 't')} as is_empty
  )`;

const emptyKeys = (source: string, { keys }: SumShape): string => `
  (select coalesce(json_agg(json_build_object(${keys.map((key) => `'${key}', ${key}`).join(', ')})), '[]')
   from ${source} where is_empty)`;

/** The months that `rows` speaks of. */
const touchedBy = (rows: string): string => `
  (select coalesce(json_agg(json_build_object('departmentId', department_id, 'month', month)), '[]')
   from (${rows}) touched)`;

const MONTHS = `select department_id, date_trunc('month', day)::date as month from summed`;

/** What changes a stock changes it for good: every later month up to the running one ends with another number. */
const LATER_MONTHS = `
  select department_id, later::date as month
  from (
    select department_id, min(date_trunc('month', day)) as month
    from summed
    where ${STOCK_NAMES.map((name) => `${name} <> 0`).join(' or ')}
    group by department_id
  ) changed
  cross join lateral generate_series(month, now(), interval '1 month') as later`;

const FOLD_DAYS = `
  with ${claim(DAY_SHAPE, `date_trunc('month', day)::date = any($2::date[])`)},
  summed_months as materialized (
    select department_id, date_trunc('month', day)::date as month, item_id, channel, letter_type, ${sumsOf(MONTH_SHAPE.measures)}
    from summed
    group by department_id, date_trunc('month', day), item_id, channel, letter_type
    having ${someSum(MONTH_SHAPE.measures)}
  ),
  added_months as (
    ${addInto(MONTH_SHAPE, 'summed_months')}
    returning t.department_id, t.month, t.item_id, t.channel, t.letter_type, ${allZero(MONTH_SHAPE.measures, 't')} as is_empty
  )
  select
    (select count(*)::int from claimed) as claimed,
    ${emptyKeys('added', DAY_SHAPE)} as empty,
    ${emptyKeys('added_months', MONTH_SHAPE)} as "emptyMonths",
    ${touchedBy(`${MONTHS} union ${LATER_MONTHS}`)} as touched`;

const FOLD_WAITS = `
  with ${claim(WAIT_SHAPE, 'true')}
  select
    (select count(*)::int from claimed) as claimed,
    ${emptyKeys('added', WAIT_SHAPE)} as empty,
    ${touchedBy(`${MONTHS} group by 1, 2`)} as touched`;

/** The rows are locked by the fold itself, which has just added to them. */
async function deleteEmpty(
  manager: EntityManager,
  { tally, keys }: SumShape,
  empty: readonly Record<string, unknown>[],
): Promise<void> {
  if (empty.length === 0) return;
  await manager.query(
    `delete from ${tally} t
     using json_populate_recordset(null::${tally}, $1::json) e
     where ${keys.map((key) => `t.${key} = e.${key}`).join(' and ')}`,
    [JSON.stringify(empty)],
  );
}
