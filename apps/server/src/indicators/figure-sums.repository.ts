import type { LocalDate, Measure, Sums, WaitClock } from '@huiyin/domain';
import { MEASURE_NAMES, addMonthsToStart, monthStart, yearStart } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FACET_SUMS, SCOPE_SUMS, WAITS } from './figure-sums.sql.ts';
import type { ScopeKind, ScopePeriod, StoredPeriodKind } from './scope-period.ts';
import type { StaleMonth } from './stale.repository.ts';

/** The sums of every measure over one scope and period; none for one that has nothing (any more). */
export interface ScopeSums extends ScopePeriod {
  readonly sums: Sums;
}

/** Letters of one scope and period of receipt: how many waits of each length ended, and how, by one clock. */
export interface ScopeWaits extends ScopePeriod {
  readonly clock: WaitClock;
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
 * Sums over all scopes and periods that stale months touch, set by set, never a query a scope. Past months are read from
 * the month table, the running one by days: a measure that ripens the next day counts up to yesterday, the others up to
 * `today`. A department's cells count into the region and the line where it stood in their month.
 */
@Injectable()
export class FigureSumsRepository {
  /** Departments, their line, their regions, the site. */
  ofScopes(manager: EntityManager, stale: readonly StaleMonth[], today: LocalDate): Promise<ScopeSums[]> {
    return this.sums(manager, SCOPE_SUMS, stale, today);
  }

  /** The service items of the departments, and the channels; an item's letters that another department answers count there only. */
  ofFacets(manager: EntityManager, stale: readonly StaleMonth[], today: LocalDate): Promise<ScopeSums[]> {
    return this.sums(manager, FACET_SUMS, stale, today);
  }

  /** The days of receipt, in the periods touched, of letters that still wait for something. */
  async openDays(
    manager: EntityManager,
    stale: readonly StaleMonth[],
    today: LocalDate,
  ): Promise<LocalDate[]> {
    const { first, last } = spanOf(stale, today);
    const rows: { day: LocalDate }[] = await manager.query(
      `select distinct day
       from tally_wait
       where unit = 'working_day' and day >= $1 and day < $2 and day <= $3
       group by day, clock
       having sum(received - answered - left_unanswered) <> 0
       order by day`,
      [first, addMonthsToStart(last, 1), today],
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
    const rows: (ScopePeriodRow & { clock: WaitClock; waits: [number, number, number, number][] })[] =
      await manager.query(WAITS, [
        ...parametersOf(stale, today),
        open.map(({ day }) => day),
        open.map(({ wait }) => wait),
      ]);
    return rows.map((row) => ({
      ...scopePeriod(row),
      clock: row.clock,
      waits: row.waits
        .map(([wait, answered, left, stillOpen]) => ({ wait, answered, left, open: stillOpen }))
        .sort((a, b) => a.wait - b.wait),
    }));
  }

  private async sums(
    manager: EntityManager,
    query: string,
    stale: readonly StaleMonth[],
    today: LocalDate,
  ): Promise<ScopeSums[]> {
    const rows: SumsRow[] = await manager.query(query, parametersOf(stale, today));
    return rows.map(scopeSums);
  }
}

/** As figure-sums.sql.ts numbers them. */
function parametersOf(stale: readonly StaleMonth[], today: LocalDate): unknown[] {
  const { first, last } = spanOf(stale, today);
  return [
    stale.map(({ departmentId }) => departmentId),
    stale.map(({ month }) => month),
    first,
    last,
    monthStart(today),
    today,
  ];
}

/** The first and the last month of the periods that stale months lie in: their years, and their rolling years up to now. */
function spanOf(stale: readonly StaleMonth[], today: LocalDate): { first: LocalDate; last: LocalDate } {
  const months = stale.map(({ month }) => month).sort();
  const [earliest, latest] = [months[0]!, months.at(-1)!];
  const rolling = { first: addMonthsToStart(earliest, -11), last: addMonthsToStart(latest, 11) };
  const december = addMonthsToStart(yearStart(latest), 11);
  const running = monthStart(today);
  const lastRolling = rolling.last < running ? rolling.last : running;
  return {
    first: rolling.first < yearStart(earliest) ? rolling.first : yearStart(earliest),
    last: lastRolling > december ? lastRolling : december,
  };
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
