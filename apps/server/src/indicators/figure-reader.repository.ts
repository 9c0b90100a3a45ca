import type { WaitCurve } from '@huiyin/contract';
import type { Bilingual, LocalDate, Sums } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { WaitEnds } from './figure-sums.repository.ts';
import type { FigurePeriod } from './periods.ts';
import type { StoredFigure } from './presenting.ts';
import type { ScopeKind, StoredPeriodKind } from './scope-period.ts';

/** Figures asked for; what is left out is not limited. */
export interface FigureQuestion {
  readonly scopeKind: ScopeKind;
  readonly codes?: readonly string[];
  readonly indicators?: readonly string[];
  readonly periods: readonly FigurePeriod[];
}

export interface FoundFigure extends StoredFigure {
  readonly code: string;
  readonly kind: StoredPeriodKind;
  readonly start: LocalDate;
  readonly indicator: string;
}

/** One page of the list of all figures; `after` is the last key of the page before. */
export interface FigurePageQuestion {
  readonly scopeKind: ScopeKind;
  readonly kind: StoredPeriodKind;
  readonly indicator?: string;
  readonly code?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly after: FigurePlace | null;
  readonly limit: number;
}

export interface FigurePlace {
  readonly code: string;
  readonly start: LocalDate;
  readonly indicator: string;
}

export interface StoredSums {
  readonly sums: Sums;
  readonly wait: WaitCurve | null;
}

export interface SystemVersion {
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  readonly indicators: readonly string[];
  readonly note: Bilingual;
}

export interface FigureVersion {
  readonly version: number;
  readonly computedAt: Date | null;
}

const FIGURE = `
  scope_code as code, period_kind as kind, period_start as start, indicator, value, low, high, numerator,
  denominator::float8 as denominator, sums, system_version as "systemVersion"`;

/** Reads figures, never facts. */
@Injectable()
export class FigureReader {
  constructor(private readonly source: DataSource) {}

  async version(): Promise<FigureVersion> {
    const [row]: FigureVersion[] = await this.source.query(
      `select version::int as version, computed_at as "computedAt"
       from figure_version`,
    );
    return row ?? { version: 0, computedAt: null };
  }

  async systems(): Promise<SystemVersion[]> {
    const rows: {
      version: number;
      effectiveFrom: LocalDate;
      settings: { indicators?: string[] };
      zh: string;
      en: string;
    }[] = await this.source.query(
      `select version, effective_from as "effectiveFrom", settings, note_zh as zh, note_en as en
         from indicator_system
         order by effective_from`,
    );
    return rows.map(({ settings, zh, en, ...row }) => ({
      ...row,
      indicators: settings.indicators ?? [],
      note: { zh, en },
    }));
  }

  figures({ scopeKind, codes, indicators, periods }: FigureQuestion): Promise<FoundFigure[]> {
    return this.source.query(
      `select ${FIGURE}
       from figure
       where scope_kind = $1
         and ($2::text[] is null or scope_code = any($2))
         and ($3::text[] is null or indicator = any($3))
         and period_kind = any($4::text[])
         and period_start = any($5::date[])
         and (period_kind, period_start) in (select * from unnest($4::text[], $5::date[]))`,
      [
        scopeKind,
        codes ?? null,
        indicators ?? null,
        periods.map(({ kind }) => kind),
        periods.map(({ start }) => start),
      ],
    );
  }

  /** One more than `limit`, when there are more. */
  page({
    scopeKind,
    kind,
    indicator,
    code,
    from,
    to,
    after,
    limit,
  }: FigurePageQuestion): Promise<FoundFigure[]> {
    return this.source.query(
      `select ${FIGURE}
       from figure
       where scope_kind = $1 and period_kind = $2
         and ($3::text is null or indicator = $3)
         and ($4::text is null or scope_code = $4)
         and ($5::date is null or period_start >= $5)
         and ($6::date is null or period_start <= $6)
         and ($7::text is null or (scope_code, period_start, indicator) > ($7, $8::date, $9))
       order by scope_code, period_start, indicator
       limit $10`,
      [
        scopeKind,
        kind,
        indicator ?? null,
        code ?? null,
        from ?? null,
        to ?? null,
        after?.code ?? null,
        after?.start ?? null,
        after?.indicator ?? null,
        limit + 1,
      ],
    );
  }

  /** The periods of which a scope has anything, or a figure of one indicator. */
  async periods(scopeKind: ScopeKind, code: string, indicator?: string): Promise<FigurePeriod[]> {
    return indicator === undefined
      ? this.source.query(
          `select period_kind as kind, period_start as start
           from figure_sum
           where scope_kind = $1 and scope_code = $2`,
          [scopeKind, code],
        )
      : this.source.query(
          `select period_kind as kind, period_start as start
           from figure
           where scope_kind = $1 and scope_code = $2 and indicator = $3`,
          [scopeKind, code, indicator],
        );
  }

  async sums(scopeKind: ScopeKind, code: string, { kind, start }: FigurePeriod): Promise<StoredSums> {
    const [row]: StoredSums[] = await this.source.query(
      `select sums, wait
       from figure_sum
       where scope_kind = $1 and scope_code = $2 and period_kind = $3 and period_start = $4`,
      [scopeKind, code, kind, start],
    );
    return row ?? { sums: {}, wait: null };
  }

  /**
   * How the waits of letters ended that several departments received from `first` to `last`; and by day of receipt, how
   * many still wait.
   */
  async waits(departments: readonly number[], first: LocalDate, last: LocalDate): Promise<DepartmentWaits> {
    const ended: Omit<WaitEnds, 'open'>[] = await this.source.query(
      `select wait, sum(answered)::int as answered, sum(left_unanswered)::int as left
       from tally_wait
       where department_id = any($1::int[]) and unit = 'working_day' and day between $2 and $3
       group by wait`,
      [departments, first, last],
    );
    const open: { day: LocalDate; open: number }[] = await this.source.query(
      `select day, sum(received - answered - left_unanswered)::int as open
       from tally_wait
       where department_id = any($1::int[]) and unit = 'working_day' and day between $2 and $3
       group by day
       having sum(received - answered - left_unanswered) > 0`,
      [departments, first, last],
    );
    return { ended, open };
  }
}

export interface DepartmentWaits {
  readonly ended: readonly Omit<WaitEnds, 'open'>[];
  readonly open: readonly { readonly day: LocalDate; readonly open: number }[];
}
