import type { LocalDate } from '@huiyin/domain';
import { STOCK_NAMES } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A department and month of which something changed: its figures, and all that sum over it, are out of date. */
export interface StaleMonth {
  readonly departmentId: number;
  readonly month: LocalDate;
}

/** A mark as it was read. A mark that is set again is another version of its row. */
export interface StaleMark extends StaleMonth {
  readonly version: string;
}

const MARK = `
  on conflict (department_id, month) do update
  set month = excluded.month`;

/**
 * What figures are out of date. Marking a month twice makes a new version of its row, so that `clear` removes exactly
 * what was read: who marks never waits for a figure job, and a mark set while figures are made outlives them.
 */
@Injectable()
export class StaleRepository {
  async mark(manager: EntityManager, months: readonly StaleMonth[]): Promise<void> {
    if (months.length === 0) return;
    await manager.query(
      `insert into figure_stale (department_id, month)
       select distinct department_id, month
       from unnest($1::int[], $2::date[]) as touched (department_id, month)
       order by department_id, month${MARK}`,
      [months.map((stale) => stale.departmentId), months.map((stale) => stale.month)],
    );
  }

  /** Marks every month from a department's first tally to its last, or to the running one: a stock lasts between them. */
  async markAll(manager: EntityManager): Promise<void> {
    await manager.query(
      `insert into figure_stale (department_id, month)
       select department_id, month::date
       from (
         select department_id, min(month) as first, max(month) as last
         from tally_month
         group by department_id
       ) span
       cross join lateral generate_series(first, greatest(last, date_trunc('month', now())), interval '1 month') as month
       union
       select department_id, date_trunc('month', day)::date from tally_wait
       order by 1, 2${MARK}`,
    );
  }

  /**
   * Marks what the days after `through` up to `today` have ripened: months with cells on those days, months whose
   * letters still wait, and the running month of whoever has a stock of anything: nothing needs to happen in a month
   * for it to be there at its end. `through` null means: since ever.
   */
  async markRipened(manager: EntityManager, through: LocalDate | null, today: LocalDate): Promise<void> {
    await manager.query(
      `insert into figure_stale (department_id, month)
       select department_id, date_trunc('month', day)::date
       from tally_day
       where day > coalesce($1::date, '-infinity') and day <= $2::date
       union
       select department_id, date_trunc('month', day)::date
       from tally_wait
       where unit = 'working_day'
       group by department_id, date_trunc('month', day)
       having sum(received - answered - left_unanswered) <> 0
       union
       select department_id, date_trunc('month', $2::date)::date
       from tally_month
       where month <= $2::date
       group by department_id
       having ${STOCK_NAMES.map((name) => `sum(${name}) <> 0`).join(' or ')}
       order by 1, 2${MARK}`,
      [through, today],
    );
  }

  async read(manager: EntityManager, limit: number): Promise<StaleMark[]> {
    return manager.query(
      `select department_id as "departmentId", month, xmin::text as version
       from figure_stale
       order by month desc, department_id
       limit $1`,
      [limit],
    );
  }

  /** Removes the marks that are still as they were read, in the order in which they are set. */
  async clear(manager: EntityManager, marks: readonly StaleMark[]): Promise<void> {
    await manager.query(
      `with held as (
         select s.department_id, s.month
         from figure_stale s
         join unnest($1::int[], $2::date[], $3::text[]) as mark (department_id, month, version)
           on mark.department_id = s.department_id and mark.month = s.month and mark.version = s.xmin::text
         order by s.department_id, s.month
         for update of s
       )
       delete from figure_stale s
       using held
       where held.department_id = s.department_id and held.month = s.month`,
      [
        marks.map((mark) => mark.departmentId),
        marks.map((mark) => mark.month),
        marks.map((mark) => mark.version),
      ],
    );
  }
}
