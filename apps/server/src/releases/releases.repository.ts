import type { LocalDate } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StoredPeriodKind } from '../indicators/scope-period.ts';
import type { SumsRow } from '../indicators/span-row.ts';
import type { ReleasedRow } from './released-rows.ts';

/** A release without its body. */
export interface ReleaseRow {
  readonly id: string;
  readonly number: number;
  readonly edition: number;
  readonly periodKind: StoredPeriodKind;
  readonly periodStart: LocalDate;
  readonly madeAt: Date;
  readonly through: LocalDate;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly reasonZh: string;
  readonly reasonEn: string;
  readonly author: string;
  readonly systemVersion: number;
  readonly codeVersion: string;
  readonly sha256: string;
  readonly figures: number;
  readonly withheld: number;
  readonly held: number;
  readonly bytes: number;
}

export type NewRelease = Omit<ReleaseRow, 'supersededBy'> & { readonly body: Buffer };

/** One period a release speaks of. */
export interface SpokenPeriod {
  readonly kind: StoredPeriodKind;
  readonly start: LocalDate;
}

const ROW = `
  r.id, r.number, r.edition, r.period_kind as "periodKind", r.period_start as "periodStart", r.made_at as "madeAt",
  r.through, r.supersedes, n.id as "supersededBy", r.reason_zh as "reasonZh", r.reason_en as "reasonEn", r.author,
  r.system_version as "systemVersion", r.code_version as "codeVersion", r.sha256, r.figures, r.withheld, r.held, r.bytes`;

const SUMS_ROW = `
  scope_kind as "scopeKind", scope_code as "scopeCode", period_kind as "periodKind", period_start as "periodStart",
  sums, waits`;

@Injectable()
export class ReleasesRepository {
  /** Newest first. */
  all(manager: EntityManager): Promise<ReleaseRow[]> {
    return manager.query(
      `select ${ROW}
       from release r
       left join release n on n.supersedes = r.id
       order by r.number desc`,
    );
  }

  async body(manager: EntityManager, id: string): Promise<Buffer | null> {
    const [row]: { body: Buffer }[] = await manager.query('select body from release where id = $1', [id]);
    return row?.body ?? null;
  }

  async insert(manager: EntityManager, release: NewRelease): Promise<void> {
    await manager.query(
      `insert into release (id, number, edition, period_kind, period_start, made_at, through, supersedes, reason_zh,
         reason_en, author, system_version, code_version, sha256, figures, withheld, held, body, bytes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        release.id,
        release.number,
        release.edition,
        release.periodKind,
        release.periodStart,
        release.madeAt,
        release.through,
        release.supersedes,
        release.reasonZh,
        release.reasonEn,
        release.author,
        release.systemVersion,
        release.codeVersion,
        release.sha256,
        release.figures,
        release.withheld,
        release.held,
        release.body,
        release.bytes,
      ],
    );
  }

  /** Which release speaks for which period. */
  spoken(manager: EntityManager): Promise<(SpokenPeriod & { readonly releaseId: string })[]> {
    return manager.query(
      `select period_kind as kind, period_start as start, release_id as "releaseId"
       from released_period`,
    );
  }

  /** Everything that was ever released and not corrected since. */
  released(manager: EntityManager): Promise<ReleasedRow[]> {
    return manager.query(`select ${SUMS_ROW}, withheld from released_figure`);
  }

  /** What the public is told of periods that no release has spoken of. */
  live(manager: EntityManager): Promise<SumsRow[]> {
    return manager.query(`select ${SUMS_ROW} from public_figure where not released`);
  }

  /** The present sums of some months. */
  months(manager: EntityManager, months: readonly LocalDate[]): Promise<SumsRow[]> {
    return manager.query(
      `select ${SUMS_ROW}
       from figure_sum
       where period_kind = 'month' and period_start = any($1::date[])`,
      [months],
    );
  }

  /** True while something of these months is still to be folded or computed, or an upgrade still to be carried out. */
  async isUnfinished(manager: EntityManager, first: LocalDate, last: LocalDate): Promise<boolean> {
    const [row]: { unfinished: boolean }[] = await manager.query(
      `select exists (select from figure_stale where month between $1 and $2)
         or exists (select from tally_delta where day between $1 and $2)
         or exists (select from wait_delta where day between $1 and $2)
         or exists (select from site_setting where key = 'rebuild_due') as unfinished`,
      [first, last],
    );
    return row!.unfinished;
  }

  /** From now on these rows are what everybody is shown of these periods. */
  async speak(
    manager: EntityManager,
    releaseId: string,
    periods: readonly SpokenPeriod[],
    rows: readonly ReleasedRow[],
  ): Promise<void> {
    const keys = [periods.map(({ kind }) => kind), periods.map(({ start }) => start)];
    await manager.query(
      `insert into released_period (period_kind, period_start, release_id)
       select kind, start, $3
       from unnest($1::text[], $2::date[]) as given (kind, start)
       on conflict (period_kind, period_start) do update
       set release_id = excluded.release_id`,
      [...keys, releaseId],
    );
    await manager.query(
      `delete from released_figure
       using unnest($1::text[], $2::date[]) as given (kind, start)
       where period_kind = kind and period_start = start`,
      keys,
    );
    for (let from = 0; from < rows.length; from += CHUNK) {
      const part = rows.slice(from, from + CHUNK);
      await manager.query(
        `insert into released_figure (scope_kind, scope_code, period_kind, period_start, sums, waits, withheld)
         select scope_kind, scope_code, period_kind, period_start, sums, waits,
           array(select jsonb_array_elements_text(withheld))
         from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::jsonb[], $6::jsonb[], $7::jsonb[])
           as given (scope_kind, scope_code, period_kind, period_start, sums, waits, withheld)`,
        [
          part.map((row) => row.scopeKind),
          part.map((row) => row.scopeCode),
          part.map((row) => row.periodKind),
          part.map((row) => row.periodStart),
          part.map((row) => JSON.stringify(row.sums)),
          part.map((row) => (row.waits === null ? null : JSON.stringify(row.waits))),
          part.map((row) => JSON.stringify(row.withheld)),
        ],
      );
    }
  }
}

const CHUNK = 2_000;
