import { createRequire } from 'node:module';
import { isDeepStrictEqual, promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Bilingual, LocalDate, Period, ReleaseContent } from '@huiyin/domain';
import { addDays, addMonthsToStart, monthStart, periodOf } from '@huiyin/domain';
import { releaseFile } from '@huiyin/verify';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { DirectoryService } from '../directory/directory.service.ts';
import { SiteSettingsService } from '../directory/site-settings.ts';
import { FigureReader } from '../indicators/figure-reader.repository.ts';
import { FiguresRepository } from '../indicators/figures.repository.ts';
import type { ScopePeriod } from '../indicators/scope-period.ts';
import { scopePeriodText } from '../indicators/scope-period.ts';
import type { SumsRow } from '../indicators/span-row.ts';
import { spanRow } from '../indicators/span-row.ts';
import type { Structure } from '../indicators/suppression/public-cells.ts';
import { SuppressionRepository } from '../indicators/suppression/suppression.repository.ts';
import { systemFor } from '../indicators/system-in-force.ts';
import { lockCells, lockFigures } from '../indicators/tally-locks.ts';
import { ToldSums } from '../indicators/told-sums.repository.ts';
import { heldCells } from './held-cells.ts';
import { namesOf, publishedIndicators, releasedCell, releasedRankings } from './release-content.ts';
import { monthsOf, periodsToRelease } from './release-plan.ts';
import type { ReleasedRow } from './released-rows.ts';
import { withHeld } from './released-rows.ts';
import type { NewRelease, SpokenPeriod } from './releases.repository.ts';
import { ReleasesRepository } from './releases.repository.ts';
import { withWithheld } from './withheld-rows.ts';

/** Whose decision a release is, and why. */
export interface ReleaseDecision {
  readonly period: Period;
  readonly author: string;
  readonly reason: Bilingual;
  /** True to correct what was released of the period; false for its first release. */
  readonly correction: boolean;
}

export type ReleaseOutcome =
  | { readonly kind: 'made'; readonly id: string; readonly sha256: string; readonly held: number }
  | { readonly kind: 'refused'; readonly reason: ReleaseRefusal };

/**
 * `still_running`: the period has not ended. `unfinished`: facts of it are still to be counted. `no_figures`: there is
 * nothing in it. `released_before`, `not_released`: a correction is another thing than a first release.
 * `nothing_changed`: the correction would say what was said, or all that changed rests on 1–10 people.
 */
export type ReleaseRefusal =
  'still_running' | 'unfinished' | 'no_figures' | 'released_before' | 'not_released' | 'nothing_changed';

/** Everything that a release is going to say. */
interface Prepared {
  readonly release: NewRelease;
  readonly periods: readonly SpokenPeriod[];
  readonly rows: readonly ReleasedRow[];
}

/** One release is made at a time; the number only has to differ from the other advisory locks. */
const LOCK = 7_301_014;

const { version: CODE_VERSION } = createRequire(import.meta.url)('../../package.json') as { version: string };

const compressed = promisify(gzip);

/** Freezes the figures of a closed period, with the tallies they rest on. */
@Injectable()
export class ReleaseMaker {
  constructor(
    private readonly source: DataSource,
    private readonly repository: ReleasesRepository,
    private readonly suppression: SuppressionRepository,
    private readonly figures: FiguresRepository,
    private readonly told: ToldSums,
    private readonly reader: FigureReader,
    private readonly directory: DirectoryService,
    private readonly settings: SiteSettingsService,
  ) {}

  /**
   * Makes a release: all of it, or nothing. It is prepared from one snapshot, which takes seconds, and then published in
   * one short transaction, so that figures go on meanwhile; facts that come in between are not in it. From then on
   * everybody is shown its numbers of the periods that it speaks of. A first release speaks of the period, of its months
   * and of the rolling year to its end; longer periods are summed from the months as they were released, so nothing can be
   * found by subtraction between releases.
   */
  make(decision: ReleaseDecision, nowMs: number): Promise<ReleaseOutcome> {
    // The lock is held by a transaction of its own: one that waits for it must not look at the world from before the wait.
    return this.source.transaction(async (guard) => {
      await guard.query('select pg_advisory_xact_lock($1)', [LOCK]);
      await lockCells(guard);
      const prepared = await this.source.transaction('REPEATABLE READ', (manager) =>
        this.prepare(manager, decision, nowMs),
      );
      if ('kind' in prepared) return prepared;
      await this.source.transaction((manager) => this.publish(manager, prepared));
      const { id, sha256, held } = prepared.release;
      return { kind: 'made', id, sha256, held };
    });
  }

  private async prepare(
    manager: EntityManager,
    decision: ReleaseDecision,
    nowMs: number,
  ): Promise<Prepared | Extract<ReleaseOutcome, { kind: 'refused' }>> {
    const { period, correction } = decision;
    const through = await this.figures.through(manager);
    if (through === null || through < period.last) return { kind: 'refused', reason: 'still_running' };
    if (await this.repository.isUnfinished(manager, period.first, period.last))
      return { kind: 'refused', reason: 'unfinished' };
    const all = await this.repository.all(manager);
    const earlier = all.find(
      (one) =>
        one.periodKind === period.kind && one.periodStart === period.first && one.supersededBy === null,
    );
    if (!correction && earlier !== undefined) return { kind: 'refused', reason: 'released_before' };
    if (correction && earlier === undefined) return { kind: 'refused', reason: 'not_released' };

    const spoken = await this.repository.spoken(manager);
    const periods = correction
      ? spoken.filter(({ releaseId }) => releaseId === earlier!.id)
      : periodsToRelease(period, spoken);
    const structure = await this.suppression.structure(manager);
    const { rows, held } = await this.rowsOf(manager, periods, structure, correction);
    if (rows.length === 0) return { kind: 'refused', reason: correction ? 'nothing_changed' : 'no_figures' };

    const edition = (earlier?.edition ?? 0) + 1;
    const id = edition === 1 ? period.key : `${period.key}.${edition}`;
    const content = await this.contentOf(rows, decision, {
      id,
      number: (all[0]?.number ?? 0) + 1,
      edition,
      supersedes: earlier?.id ?? null,
      through,
      madeAt: new Date(nowMs).toISOString(),
    });
    const { text, sha256 } = releaseFile(content);
    const release: NewRelease = {
      id,
      number: content.number,
      edition,
      periodKind: period.kind as SpokenPeriod['kind'],
      periodStart: period.first,
      madeAt: new Date(nowMs),
      through,
      supersedes: content.supersedes,
      reasonZh: decision.reason.zh,
      reasonEn: decision.reason.en,
      author: decision.author,
      systemVersion: content.system.version,
      codeVersion: content.code,
      sha256,
      figures: content.cells.reduce(
        (sum, cell) => sum + Object.keys(cell.figures).length + Object.keys(cell.times).length,
        0,
      ),
      withheld: content.cells.reduce((sum, cell) => sum + cell.withheld.length, 0),
      held,
      body: await compressed(text),
      bytes: Buffer.byteLength(text),
    };
    return { release, periods, rows };
  }

  private async publish(manager: EntityManager, { release, periods, rows }: Prepared): Promise<void> {
    await this.repository.insert(manager, release);
    await this.repository.speak(manager, release.id, periods, rows);
    // What is told of longer periods changes with it; figures that are made at the same moment come before or after.
    await lockFigures(manager);
    await this.told.refresh(manager, addDays(release.through, 1));
  }

  /** The rows that the release speaks of, each with what is withheld; none for a correction that changes nothing. */
  private async rowsOf(
    manager: EntityManager,
    periods: readonly SpokenPeriod[],
    structure: Structure,
    correction: boolean,
  ): Promise<{ rows: ReleasedRow[]; held: number }> {
    const released = await this.repository.released(manager);
    const isOwn = ({ periodKind, periodStart }: ScopePeriod) =>
      periods.some(({ kind, start }) => kind === periodKind && start === periodStart);
    const others = released.filter((row) => !isOwn(row));
    const before = new Map(released.filter(isOwn).map((row) => [scopePeriodText(row), row]));
    const newMonths = periods.flatMap(({ kind, start }) => (kind === 'month' ? [start] : []));
    const present = await this.repository.months(manager, newMonths);
    const held = correction
      ? await heldCells(present, monthsIn(before), structure)
      : new Map<string, ReadonlySet<string>>();
    const months = correction
      ? withHeld(present, monthsIn(before), held)
      : withHeld(present, new Map(), held);

    const spans = periods.filter(({ kind }) => kind !== 'month');
    const olderMonths = await this.olderMonths(manager, spans, newMonths, others);
    const rows = [...months, ...spans.flatMap((span) => spanRows(span, [...months, ...olderMonths]))];
    if (correction && isSame(rows, before)) return { rows: [], held: 0 };
    const heldCount = [...held.values()].reduce((sum, populations) => sum + populations.size, 0);
    const live = (await this.repository.live(manager)).filter((row) => !isOwn(row));
    const withheld = await this.suppression.withheld(manager);
    return { rows: await withWithheld(rows, { before, others, live, withheld }, structure), held: heldCount };
  }

  /** The months that longer periods also hold: as they were released, else as they are. */
  private async olderMonths(
    manager: EntityManager,
    spans: readonly SpokenPeriod[],
    newMonths: readonly LocalDate[],
    released: readonly ReleasedRow[],
  ): Promise<SumsRow[]> {
    const needed = [...new Set(spans.flatMap(monthsOfSpan))].filter((month) => !newMonths.includes(month));
    const frozen = released.filter((row) => row.periodKind === 'month' && needed.includes(row.periodStart));
    const spoken = new Set(frozen.map((row) => row.periodStart));
    const live = await this.repository.months(
      manager,
      needed.filter((month) => !spoken.has(month)),
    );
    return [...frozen, ...live];
  }

  private async contentOf(
    rows: readonly ReleasedRow[],
    { period, author, reason }: ReleaseDecision,
    about: Pick<ReleaseContent, 'id' | 'number' | 'edition' | 'supersedes' | 'through' | 'madeAt'>,
  ): Promise<ReleaseContent> {
    const directory = await this.directory.snapshot();
    const { owner } = await this.settings.siteSettings();
    const { version, settings } = systemFor(await this.reader.systems(), period.first);
    const indicators = publishedIndicators(settings);
    // In one order, so that two editions can be laid side by side.
    const cells = [...rows].sort(inOrder).map((row) => releasedCell(row, indicators));
    return {
      format: 'huiyin-release/1',
      ...about,
      period: { key: period.key, first: period.first, last: period.last },
      figureVersion: (await this.reader.version()).version,
      author,
      reason,
      system: { version, settings },
      code: CODE_VERSION,
      names: namesOf(cells, directory, owner),
      cells,
      rankings: releasedRankings(cells, period.key, indicators, settings.minimum.ranked, directory),
    };
  }
}

const inOrder = (a: ScopePeriod, b: ScopePeriod): number =>
  scopePeriodText(a) < scopePeriodText(b) ? -1 : 1;

const monthsOfSpan = ({ kind, start }: SpokenPeriod): LocalDate[] =>
  kind === 'rolling'
    ? Array.from({ length: 12 }, (_, month) => addMonthsToStart(start, month))
    : monthsOf(periodOf(kind, start));

/** One row a scope that has anything in the months of a longer period. */
function spanRows(span: SpokenPeriod, months: readonly SumsRow[]): SumsRow[] {
  const within = monthsOfSpan(span);
  const lastMonth = monthStart(within.at(-1)!);
  const scopes = new Map<string, SumsRow[]>();
  for (const row of months) {
    if (!within.includes(row.periodStart)) continue;
    const scope = `${row.scopeKind} ${row.scopeCode}`;
    scopes.set(scope, [...(scopes.get(scope) ?? []), row]);
  }
  return [...scopes.values()]
    .map((own) => {
      const { scopeKind, scopeCode } = own[0]!;
      return spanRow(
        { scopeKind, scopeCode, periodKind: span.kind, periodStart: span.start },
        own.sort((a, b) => (a.periodStart < b.periodStart ? -1 : 1)),
        lastMonth,
      );
    })
    .filter(({ sums, waits }) => Object.keys(sums).length > 0 || waits !== null);
}

const monthsIn = (rows: ReadonlyMap<string, ReleasedRow>): ReadonlyMap<string, ReleasedRow> =>
  new Map([...rows].filter(([, row]) => row.periodKind === 'month'));

function isSame(rows: readonly SumsRow[], before: ReadonlyMap<string, ReleasedRow>): boolean {
  return (
    rows.length === before.size &&
    rows.every((row) => {
      const old = before.get(scopePeriodText(row));
      // The database keeps names in an order of its own.
      return (
        old !== undefined && isDeepStrictEqual(old.sums, row.sums) && isDeepStrictEqual(old.waits, row.waits)
      );
    })
  );
}
