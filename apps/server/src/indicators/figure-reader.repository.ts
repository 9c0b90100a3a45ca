import type { WaitCurve } from '@huiyin/contract';
import type { Bilingual, Indicator, LocalDate, Sums, SystemSettings, WaitClock } from '@huiyin/domain';
import { INDICATORS, WAIT_CLOCKS, populationOf, presentable } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { KeptFresh } from '../directory/kept-fresh.ts';
import type { WaitEnds } from './figure-sums.repository.ts';
import type { ClockedWaits } from './figures.repository.ts';
import type { FigurePeriod } from './periods.ts';
import type { StoredFigure } from './presenting.ts';
import type { ScopeKind, StoredPeriodKind } from './scope-period.ts';
import { systemFor } from './system-in-force.ts';
import { waitCurveOf } from './wait-curve.ts';

/** Figures asked for; what is left out is not limited. */
export interface FigureQuestion {
  readonly scopeKind: ScopeKind;
  readonly codes?: readonly string[];
  readonly indicators?: readonly string[];
  /** Indicators that are not declared: composites of a system. */
  readonly also?: readonly Indicator[];
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
  readonly waits: Readonly<Partial<Record<WaitClock, WaitCurve>>>;
  /** The populations of which nothing may be told. */
  readonly withheld: readonly string[];
}

export interface SystemVersion {
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  readonly settings: SystemSettings;
  readonly note: Bilingual;
  readonly author: string;
}

export interface FigureVersion {
  readonly version: number;
  readonly computedAt: Date | null;
}

interface SumRow {
  readonly code: string;
  readonly kind: StoredPeriodKind;
  readonly start: LocalDate;
  readonly sums: Sums;
  readonly withheld: readonly string[];
}

/**
 * Reads the sums behind figures, never facts, and reckons the figures over them: the same formula everywhere. What it
 * reads is the public view: the released numbers of a period that was released, the present ones of every other.
 */
@Injectable()
export class FigureReader {
  private readonly keptSystems: KeptFresh<SystemVersion[]>;
  /** The newest of the kept systems, as far as the last question about the version told. */
  private newestSystem = 0;

  constructor(private readonly source: DataSource) {
    this.keptSystems = new KeptFresh('the indicator systems', () => this.readSystems());
  }

  /** A number that grows with every recomputation, every release and every new indicator system. */
  async version(): Promise<FigureVersion> {
    const [row]: (FigureVersion & { newestSystem: number })[] = await this.source.query(
      `select (version + coalesce((select max(number) from release), 0))::int as version,
         computed_at as "computedAt", (select max(version) from indicator_system) as "newestSystem"
       from figure_version`,
    );
    if (row === undefined) return { version: 0, computedAt: null };
    const { version, computedAt, newestSystem } = row;
    if (newestSystem !== this.newestSystem) this.keptSystems.forget();
    this.newestSystem = newestSystem;
    return { version, computedAt };
  }

  /** Oldest first; as new as the last answer about the version, and at most 30 seconds old. */
  systems(): Promise<SystemVersion[]> {
    return this.keptSystems.value();
  }

  private async readSystems(): Promise<SystemVersion[]> {
    const rows: {
      version: number;
      effectiveFrom: LocalDate;
      settings: SystemSettings;
      author: string;
      zh: string;
      en: string;
    }[] = await this.source.query(
      `select version, effective_from as "effectiveFrom", settings, author, note_zh as zh, note_en as en
         from indicator_system
         order by effective_from`,
    );
    return rows.map(({ zh, en, ...row }) => ({ ...row, note: { zh, en } }));
  }

  async figures({
    scopeKind,
    codes,
    indicators,
    also = [],
    periods,
  }: FigureQuestion): Promise<FoundFigure[]> {
    const rows: SumRow[] = await this.source.query(
      `select scope_code as code, period_kind as kind, period_start as start, sums, withheld
       from public_figure
       where scope_kind = $1
         and ($2::text[] is null or scope_code = any($2))
         and period_kind = any($3::text[])
         and period_start = any($4::date[])
         and (period_kind, period_start) in (select * from unnest($3::text[], $4::date[]))`,
      [scopeKind, codes ?? null, periods.map(({ kind }) => kind), periods.map(({ start }) => start)],
    );
    const asked = INDICATORS.filter(({ code }) => indicators === undefined || indicators.includes(code));
    return this.reckoned(rows, [...asked, ...also]);
  }

  /** Figures in order of code, period and indicator, from just after `after`; one more than `limit` when there are more. */
  async page(question: FigurePageQuestion): Promise<FoundFigure[]> {
    const { scopeKind, kind, indicator, code, from, to, after, limit } = question;
    const asked = INDICATORS.filter((one) => indicator === undefined || one.code === indicator);
    const found: FoundFigure[] = [];
    let place = after;
    while (found.length <= limit) {
      const rows: SumRow[] = await this.source.query(
        `select scope_code as code, period_kind as kind, period_start as start, sums, withheld
         from public_figure
         where scope_kind = $1 and period_kind = $2
           and ($3::text is null or scope_code = $3)
           and ($4::date is null or period_start >= $4)
           and ($5::date is null or period_start <= $5)
           and ($6::text is null or (scope_code, period_start) >= ($6, $7::date))
         order by scope_code, period_start
         limit $8`,
        [
          scopeKind,
          kind,
          code ?? null,
          from ?? null,
          to ?? null,
          place?.code ?? null,
          place?.start ?? null,
          limit + 2,
        ],
      );
      const figures = (await this.reckoned(rows, asked)).sort(inOrder);
      found.push(...figures.filter((figure) => place === null || inOrder(figure, place) > 0));
      const last = rows.at(-1);
      if (rows.length < limit + 2 || last === undefined) break;
      // The last row is read again as the first of the next round, where all of its indicators have been passed.
      place = { code: last.code, start: last.start, indicator: LAST_INDICATOR };
    }
    return found.slice(0, limit + 1);
  }

  /** The periods of which a scope has anything, or a figure of one indicator. */
  async periods(scopeKind: ScopeKind, code: string, indicator?: Indicator): Promise<FigurePeriod[]> {
    const rows: SumRow[] = await this.source.query(
      `select scope_code as code, period_kind as kind, period_start as start, sums, withheld
       from public_figure
       where scope_kind = $1 and scope_code = $2`,
      [scopeKind, code],
    );
    return rows
      .filter(({ sums }) => indicator === undefined || indicator.reading(sums) !== null)
      .map(({ kind, start }) => ({ kind, start }));
  }

  async sums(scopeKind: ScopeKind, code: string, { kind, start }: FigurePeriod): Promise<StoredSums> {
    const [row]: { sums: Sums; waits: ClockedWaits | null; withheld: string[] }[] = await this.source.query(
      `select sums, waits, withheld
       from public_figure
       where scope_kind = $1 and scope_code = $2 and period_kind = $3 and period_start = $4`,
      [scopeKind, code, kind, start],
    );
    const curves = WAIT_CLOCKS.flatMap((clock) => {
      const curve = waitCurveOf(row?.waits?.[clock] ?? []);
      return curve === null ? [] : [[clock, curve] as const];
    });
    return { sums: row?.sums ?? {}, waits: Object.fromEntries(curves), withheld: row?.withheld ?? [] };
  }

  /** An indicator without a case in a row has no figure there. */
  private async reckoned(rows: readonly SumRow[], indicators: readonly Indicator[]): Promise<FoundFigure[]> {
    const systems = await this.systems();
    return rows.flatMap(({ code, kind, start, sums, withheld }) =>
      indicators.flatMap((indicator) => {
        const isWithheld = withheld.includes(populationOf(indicator));
        const reading = isWithheld ? NOTHING_TOLD : indicator.reading(sums);
        if (reading === null) return [];
        const systemVersion = systemFor(systems, start).version;
        const place = { code, kind, start, indicator: indicator.code };
        return [{ ...place, ...reading, sums, withheld: isWithheld, systemVersion }];
      }),
    );
  }

  /**
   * How the waits for a full reply ended at several departments together. Only of those whose own waits may be told: with
   * the others in it, they could be found by subtraction.
   */
  async waitsTogether(codes: readonly string[], { kind, start }: FigurePeriod): Promise<WaitEnds[]> {
    const rows: { waits: ClockedWaits; received: number }[] = await this.source.query(
      `select waits, coalesce((sums ->> 'letter_received')::int, 0) as received
       from public_figure
       where scope_kind = 'department' and scope_code = any($1) and period_kind = $2 and period_start = $3
         and waits is not null and not 'letter_received' = any(withheld)`,
      [codes, kind, start],
    );
    return rows
      .filter(({ received }) => presentable(received) !== 'withheld')
      .flatMap(({ waits }) => waits.full ?? []);
  }
}

/** Stands where a value is withheld: whoever forgot to ask would show nothing, not a number. */
const NOTHING_TOLD = { value: NaN, low: NaN, high: NaN, numerator: NaN, denominator: 0 };

/** Sorts after every code of an indicator. */
const LAST_INDICATOR = '\uffff';

/** By code, period and indicator, as the database orders text: by its bytes. */
function inOrder(a: FigurePlace, b: FigurePlace): number {
  const [left, right] = [a, b].map(({ code, start, indicator }) => [code, start, indicator]);
  for (let index = 0; index < 3; index += 1) {
    if (left![index]! !== right![index]!) return left![index]! < right![index]! ? -1 : 1;
  }
  return 0;
}
