import type { LocalDate } from '@huiyin/domain';
import { addMonthsToStart, monthStart } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ScopePeriod } from './scope-period.ts';
import { MONTHS_IN } from './scope-period.ts';
import type { SumsRow } from './span-row.ts';
import { spanRow } from './span-row.ts';

/**
 * What the public is told of longer periods that no release speaks of, while releases speak of some of their months: the
 * year that still runs, above all. They are summed from those months as they were released and from the others as they
 * are. With the present sums of all their months, facts that came late could be found by subtraction: the year less its
 * released quarters would tell of one late rating.
 */
@Injectable()
export class ToldSums {
  /** Brings the told sums of these cells up to date, of all cells without them; `today` is the local day. */
  async refresh(manager: EntityManager, today: LocalDate, touched?: readonly ScopePeriod[]): Promise<void> {
    const spoken = await this.spokenMonths(manager);
    if (spoken.length === 0) return;
    const longer = await this.longer(manager, spoken, touched);
    if (longer.length === 0) return;
    const months = await this.months(manager, longer);
    const told = longer.map((cell) => {
      const within = new Set(monthsOfCell(cell));
      const own = (months.get(scopeText(cell)) ?? []).filter(({ periodStart }) => within.has(periodStart));
      return spanRow(cell, own, lastCounted(cell, today));
    });
    for (let from = 0; from < told.length; from += CHUNK)
      await this.write(manager, told.slice(from, from + CHUNK));
  }

  private async spokenMonths(manager: EntityManager): Promise<LocalDate[]> {
    const rows: { month: LocalDate }[] = await manager.query(
      `select period_start as month from released_period where period_kind = 'month'`,
    );
    return rows.map(({ month }) => month);
  }

  /** The cells of longer periods that no release speaks of and that hold one of its months. */
  private longer(
    manager: EntityManager,
    spoken: readonly LocalDate[],
    touched: readonly ScopePeriod[] | undefined,
  ): Promise<ScopePeriod[]> {
    return manager.query(
      `select scope_kind as "scopeKind", scope_code as "scopeCode", period_kind as "periodKind",
         period_start as "periodStart"
       from figure_sum f
       where period_kind <> 'month'
         and ($2::text[] is null or (scope_kind, scope_code, period_kind, period_start) in (
           select * from unnest($2::text[], $3::text[], $4::text[], $5::date[])))
         and exists (
           select from unnest($1::date[]) as month
           where month >= period_start
             and month < period_start + case period_kind when 'quarter' then interval '3 months' else interval '12 months' end)
         and not exists (
           select from released_period r
           where r.period_kind = f.period_kind and r.period_start = f.period_start)
       order by 1, 2, 3, 4`,
      [
        spoken,
        touched?.map(({ scopeKind }) => scopeKind) ?? null,
        touched?.map(({ scopeCode }) => scopeCode) ?? null,
        touched?.map(({ periodKind }) => periodKind) ?? null,
        touched?.map(({ periodStart }) => periodStart) ?? null,
      ],
    );
  }

  /** The months of these cells, by scope and in order, as the public is told them. */
  private async months(
    manager: EntityManager,
    cells: readonly ScopePeriod[],
  ): Promise<ReadonlyMap<string, readonly SumsRow[]>> {
    const scopes = [...new Map(cells.map((cell) => [scopeText(cell), cell])).values()];
    const rows: SumsRow[] = await manager.query(
      `select scope_kind as "scopeKind", scope_code as "scopeCode", period_kind as "periodKind",
         period_start as "periodStart", sums, waits
       from public_figure
       where period_kind = 'month' and period_start = any($3::date[])
         and (scope_kind, scope_code) in (select * from unnest($1::text[], $2::text[]))
       order by period_start`,
      [
        scopes.map(({ scopeKind }) => scopeKind),
        scopes.map(({ scopeCode }) => scopeCode),
        [...new Set(cells.flatMap(monthsOfCell))],
      ],
    );
    const byScope = new Map<string, SumsRow[]>();
    for (const row of rows) byScope.set(scopeText(row), [...(byScope.get(scopeText(row)) ?? []), row]);
    return byScope;
  }

  private async write(manager: EntityManager, rows: readonly SumsRow[]): Promise<void> {
    await manager.query(
      `update figure_sum f
       set told_sums = given.sums, told_waits = given.waits
       from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::jsonb[], $6::jsonb[])
         as given (scope_kind, scope_code, period_kind, period_start, sums, waits)
       where (f.scope_kind, f.scope_code, f.period_kind, f.period_start)
           = (given.scope_kind, given.scope_code, given.period_kind, given.period_start)
         and (f.told_sums, f.told_waits) is distinct from (given.sums, given.waits)`,
      [
        rows.map((row) => row.scopeKind),
        rows.map((row) => row.scopeCode),
        rows.map((row) => row.periodKind),
        rows.map((row) => row.periodStart),
        rows.map((row) => JSON.stringify(row.sums)),
        rows.map((row) => (row.waits === null ? null : JSON.stringify(row.waits))),
      ],
    );
  }
}

const CHUNK = 2_000;

const scopeText = ({ scopeKind, scopeCode }: ScopePeriod): string => `${scopeKind} ${scopeCode}`;

const monthsOfCell = ({ periodKind, periodStart }: ScopePeriod): LocalDate[] =>
  Array.from({ length: MONTHS_IN[periodKind] }, (_, month) => addMonthsToStart(periodStart, month));

/** Stocks are those of the last month, in a period that still runs those of the running one. */
function lastCounted({ periodKind, periodStart }: ScopePeriod, today: LocalDate): LocalDate {
  const last = addMonthsToStart(periodStart, MONTHS_IN[periodKind] - 1);
  const running = monthStart(today);
  return last < running ? last : running;
}
