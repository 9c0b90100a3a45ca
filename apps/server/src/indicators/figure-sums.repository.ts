import type { LocalDate, Measure, Sums } from '@huiyin/domain';
import { MEASURE_NAMES, addMonthsToStart, monthStart, yearStart } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ITEM_SUMS, SCOPE_SUMS, WAITS } from './figure-sums.sql.ts';
import type { ScopeKind, ScopePeriod, StoredPeriodKind } from './scope-period.ts';
import type { StaleMonth } from './stale.repository.ts';

/** The sums of every measure over one scope and period; none for one that has nothing (any more). */
export interface ScopeSums extends ScopePeriod {
  readonly sums: Sums;
}

/** Letters of one scope and period of receipt: how many waits of each length ended, and how. */
export interface ScopeWaits extends ScopePeriod {
  readonly waits: readonly WaitEnds[];
}

/** `open` is still waiting after so many working days. */
export interface WaitEnds {
  readonly wait: number;
  readonly answered: number;
  readonly left: number;
  readonly open: number;
}

/** The months of letters that still wait are looked at by the day of receipt; `wait` is how long that day has lasted. */
export interface OpenDay {
  readonly day: LocalDate;
  readonly wait: number;
}

/**
 * Sums over all scopes and periods that stale months touch: one pass over the tallies of the years they lie in, never a
 * query a scope. Past months are read from the month table, the running one by days: a measure that ripens the next
 * day counts up to yesterday, the others up to `today`.
 */
@Injectable()
export class FigureSumsRepository {
  /** Scopes of departments: themselves, their line, their regions, the site. */
  async ofScopes(
    manager: EntityManager,
    stale: readonly StaleMonth[],
    today: LocalDate,
  ): Promise<ScopeSums[]> {
    const rows: SumsRow[] = await manager.query(SCOPE_SUMS, parametersOf(stale, today));
    return rows.map(scopeSums);
  }

  /** The service items of the departments; an item's letters that another department answers count there only. */
  async ofItems(
    manager: EntityManager,
    stale: readonly StaleMonth[],
    today: LocalDate,
  ): Promise<ScopeSums[]> {
    const rows: SumsRow[] = await manager.query(ITEM_SUMS, parametersOf(stale, today));
    return rows.map(scopeSums);
  }

  /** The days of receipt, in the years touched, of letters that still wait. */
  async openDays(
    manager: EntityManager,
    stale: readonly StaleMonth[],
    today: LocalDate,
  ): Promise<LocalDate[]> {
    const [, , first, , , end] = parametersOf(stale, today);
    const rows: { day: LocalDate }[] = await manager.query(
      `select day
       from tally_wait
       where unit = 'working_day' and day >= $1 and day < $2 and day <= $3
       group by day
       having sum(received - answered - left_unanswered) <> 0
       order by day`,
      [first, end, today],
    );
    return rows.map((row) => row.day);
  }

  /** The waits behind the curves. Scopes without letters are left out. */
  async waits(
    manager: EntityManager,
    stale: readonly StaleMonth[],
    today: LocalDate,
    open: readonly OpenDay[],
  ): Promise<ScopeWaits[]> {
    const rows: (ScopePeriodRow & { waits: [number, number, number, number][] })[] = await manager.query(
      WAITS,
      [...parametersOf(stale, today), open.map(({ day }) => day), open.map(({ wait }) => wait)],
    );
    return rows.map((row) => ({
      ...scopePeriod(row),
      waits: row.waits.map(([wait, answered, left, stillOpen]) => ({
        wait,
        answered,
        left,
        open: stillOpen,
      })),
    }));
  }
}

interface ScopePeriodRow {
  readonly scope_kind: ScopeKind;
  readonly scope_code: string;
  readonly period_kind: StoredPeriodKind;
  readonly period_start: LocalDate;
}

type SumsRow = ScopePeriodRow & Partial<Record<Measure, number | null>>;

const scopePeriod = (row: ScopePeriodRow): ScopePeriod => ({
  scopeKind: row.scope_kind,
  scopeCode: row.scope_code,
  periodKind: row.period_kind,
  periodStart: row.period_start,
});

/** Measures that are 0 are left out: "missing means 0" everywhere. */
function scopeSums(row: SumsRow): ScopeSums {
  const sums = MEASURE_NAMES.flatMap((measure) => (row[measure] ? [[measure, row[measure]] as const] : []));
  return { ...scopePeriod(row), sums: Object.fromEntries(sums) };
}

/** $1 departments, $2 months, $3 first day of the years touched, $4 running month, $5 today, $6 day after the years. */
function parametersOf(stale: readonly StaleMonth[], today: LocalDate): unknown[] {
  const months = stale.map(({ month }) => month).sort();
  return [
    stale.map(({ departmentId }) => departmentId),
    stale.map(({ month }) => month),
    yearStart(months[0]!),
    monthStart(today),
    today,
    addMonthsToStart(yearStart(months.at(-1)!), 12),
  ];
}
