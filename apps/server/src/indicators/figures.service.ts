import type { LetterRules, LocalDate } from '@huiyin/domain';
import { addDays, localDateOf, monthStart, sumsFit, workingDaysBetween } from '@huiyin/domain';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { FigureSumsRepository } from './figure-sums.repository.ts';
import type { ClockedWaits, NewFigureSum } from './figures.repository.ts';
import { FiguresRepository } from './figures.repository.ts';
import { scopePeriodText } from './scope-period.ts';
import type { StaleMonth } from './stale.repository.ts';
import { StaleRepository } from './stale.repository.ts';
import { lockFigures, tryFigures } from './tally-locks.ts';
import { ToldSums } from './told-sums.repository.ts';

/** So many department-months at a time, newest first: 2,000 departments' last ten months. */
const MARKS_MAX = 20_000;

/** Makes the figures: from sums of tallies, for every scope and period that something has touched. */
@Injectable()
export class FiguresService {
  private readonly log = new Logger(FiguresService.name);

  constructor(
    private readonly source: DataSource,
    private readonly rules: RulesService,
    private readonly stale: StaleRepository,
    private readonly sums: FigureSumsRepository,
    private readonly figures: FiguresRepository,
    private readonly told: ToldSums,
  ) {}

  /**
   * Recomputes what is stale, as of the local day of `nowMs`. One at a time: while another is at it, it does nothing and is
   * `busy`. A month that a fold marks meanwhile stays marked. `computed` is the number of department-months dealt with.
   */
  async compute(nowMs: number): Promise<{ computed: number; busy: boolean }> {
    const rules = await this.rules.letterRules();
    const today = localDateOf(nowMs, rules.policy.zone);
    return this.source.transaction('READ COMMITTED', async (manager) => {
      if (!(await tryFigures(manager))) return { computed: 0, busy: true };
      // Compiling these sums takes longer than running them; sorting them on disk does too.
      await manager.query(`set local jit = off; set local work_mem = '64MB'`);
      const marks = await this.stale.read(manager, MARKS_MAX);
      if (marks.length === 0) return { computed: 0, busy: false };
      // A month to come has nothing to count yet; its days are marked again as they pass (rollDay).
      const begun = marks.filter(({ month }) => month <= monthStart(today));
      if (begun.length > 0) await this.recompute(manager, begun, today, rules);
      await this.figures.bumpVersion(manager, nowMs, addDays(today, -1));
      await this.stale.clear(manager, marks);
      return { computed: marks.length, busy: false };
    });
  }

  /**
   * When the local day has changed since the figures were last brought forward: marks what the days since have ripened,
   * however many they are. False when it is still the same day.
   */
  async rollDay(nowMs: number): Promise<boolean> {
    const { policy } = await this.rules.letterRules();
    const today = localDateOf(nowMs, policy.zone);
    const yesterday = addDays(today, -1);
    return this.source.transaction('READ COMMITTED', async (manager) => {
      const known = await this.figures.through(manager);
      if (known !== null && known >= yesterday) return false;
      await lockFigures(manager);
      const through = await this.figures.through(manager);
      if (through !== null && through >= yesterday) return false;
      await this.stale.markRipened(manager, through, today);
      // Also without a mark the version grows: a period may have ended, and pages say whether it has.
      await this.figures.setThrough(manager, yesterday);
      return true;
    });
  }

  /** Marks everything: for a change of the directory or of the rules, after which departments sum up differently. */
  async markAll(manager: EntityManager): Promise<void> {
    await this.stale.markAll(manager);
    await this.figures.removeUnpeopled(manager);
  }

  private async recompute(
    manager: EntityManager,
    stale: readonly StaleMonth[],
    today: LocalDate,
    rules: LetterRules,
  ): Promise<void> {
    const scopes = await this.sums.ofScopes(manager, stale, today);
    const facets = await this.sums.ofFacets(manager, stale, today);
    const waits = await this.waits(manager, stale, today, rules);
    const all = [...scopes, ...facets];
    // Folds that share a burst may add a part a moment before its whole: the fold that brings the rest marks the month again.
    const fitting = all.filter(({ sums }) => sumsFit(sums));
    if (fitting.length < all.length)
      this.log.warn(
        `${all.length - fitting.length} scopes have counts that do not fit together yet; the next fold brings the rest`,
      );
    const rows = fitting.map((scope) => ({ ...scope, waits: waits.get(scopePeriodText(scope)) ?? null }));
    const isEmpty = ({ sums, waits: ends }: NewFigureSum) => ends === null && Object.keys(sums).length === 0;
    await this.figures.write(
      manager,
      rows.filter((row) => !isEmpty(row)),
    );
    await this.figures.remove(manager, rows.filter(isEmpty));
    await this.told.refresh(manager, today, rows);
  }

  private async waits(
    manager: EntityManager,
    stale: readonly StaleMonth[],
    today: LocalDate,
    { calendar }: LetterRules,
  ): Promise<ReadonlyMap<string, ClockedWaits>> {
    const open = await this.sums.openDays(manager, stale, today);
    const ages = open.map((day) => ({ day, wait: workingDaysBetween(calendar, day, today) }));
    const waits = new Map<string, ClockedWaits>();
    for (const { clock, waits: ends, ...scope } of await this.sums.waits(manager, stale, today, ages)) {
      // An unfinished fold may show counts below 0 for a moment.
      if (ends.some(({ answered, left, open: still }) => answered < 0 || left < 0 || still < 0)) continue;
      const key = scopePeriodText(scope);
      waits.set(key, { ...waits.get(key), [clock]: ends });
    }
    return waits;
  }
}
