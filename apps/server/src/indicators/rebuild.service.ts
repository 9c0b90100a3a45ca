import type { Contributions } from '@huiyin/domain';
import {
  CellSums,
  contributionsOfAppeal,
  contributionsOfCase,
  contributionsOfItemChannel,
  contributionsOfLetter,
  contributionsOfRectification,
  contributionsOfReplySample,
} from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { allItemChannelFacts } from '../directory/item-channels.ts';
import { LettersRepository } from '../letters/letters.repository.ts';
import { ReplySamplesService } from '../letters/reply-samples.service.ts';
import { ensurePartitions } from '../platform/database/partitions.ts';
import { AppealsRepository } from '../ratings/appeals.repository.ts';
import { RatingsRepository } from '../ratings/ratings.repository.ts';
import { RectificationsRepository } from '../rectification/rectifications.repository.ts';
import { RebuildRepository } from './rebuild.repository.ts';
import { StaleRepository } from './stale.repository.ts';
import { withTalliesToItself } from './tally-locks.ts';

/** Facts summed in memory before their cells are staged. */
const BATCH = 50_000;
/** How often whoever waits hears something. */
const REPORTED = 10_000;

/** Makes the tallies anew from the facts alone. */
@Injectable()
export class RebuildService {
  constructor(
    private readonly source: DataSource,
    private readonly ratings: RatingsRepository,
    private readonly letters: LettersRepository,
    private readonly rectifications: RectificationsRepository,
    private readonly appeals: AppealsRepository,
    private readonly samples: ReplySamplesService,
    private readonly rebuilds: RebuildRepository,
    private readonly stale: StaleRepository,
  ) {}

  /**
   * Recomputes every tally in one snapshot, to the byte what the folds would have made, and marks all figures stale.
   * Ingest goes on meanwhile: the deltas of what the snapshot sees are dropped with it, later ones stay in the outbox
   * and are folded afterwards. Folds wait. Dying at any line leaves everything as it was. `report` hears facts done.
   */
  async rebuild(report: (done: number, total: number) => void = () => {}): Promise<{ facts: number }> {
    return (await this.rebuildWhere(() => Promise.resolve(true), report))!;
  }

  /**
   * The same where an upgrade asks for it: the tallies know nothing of old facts by its new measures until then. False
   * when it does not, or no longer: one of several workers does it.
   */
  async rebuildIfDue(): Promise<boolean> {
    const isDue = () => this.rebuilds.isDue(this.source.manager);
    return (await isDue()) && (await this.rebuildWhere(isDue, () => {})) !== null;
  }

  private async rebuildWhere(
    isWanted: () => Promise<boolean>,
    report: (done: number, total: number) => void,
  ): Promise<{ facts: number } | null> {
    const runner = this.source.createQueryRunner();
    try {
      return await withTalliesToItself(runner, async () => {
        if (!(await isWanted())) return null;
        await runner.startTransaction('REPEATABLE READ');
        try {
          const facts = await this.replaceTallies(runner.manager, report);
          await runner.commitTransaction();
          await this.rebuilds.analyze(runner.manager);
          return { facts };
        } catch (error) {
          await runner.rollbackTransaction();
          throw error;
        }
      });
    } finally {
      await runner.release();
    }
  }

  private async replaceTallies(
    manager: EntityManager,
    report: (done: number, total: number) => void,
  ): Promise<number> {
    const total = await this.rebuilds.countFacts(manager);
    await this.rebuilds.emptyOutbox(manager);
    await this.rebuilds.openStage(manager);
    let sums = new CellSums();
    let done = 0;
    const isFullWith = (contributions: Contributions): boolean => {
      sums.add(contributions);
      done += 1;
      if (done % REPORTED === 0) report(done, total);
      return done % BATCH === 0;
    };
    const stage = async (): Promise<void> => {
      await this.rebuilds.stage(manager, sums.result());
      sums = new CellSums();
    };
    for await (const rated of this.ratings.streamCases(manager)) {
      if (isFullWith(contributionsOfCase(rated))) await stage();
    }
    for await (const { state, rules, facets } of this.letters.streamLetters(manager)) {
      if (isFullWith(contributionsOfLetter(state, rules, facets))) await stage();
    }
    for await (const { state, rules, facets } of this.rectifications.stream(manager)) {
      if (isFullWith(contributionsOfRectification(state, rules, facets))) await stage();
    }
    for (const appeal of await this.appeals.decided(manager))
      if (isFullWith(contributionsOfAppeal(appeal))) await stage();
    for (const sample of await this.samples.judged(manager))
      if (isFullWith(contributionsOfReplySample(sample))) await stage();
    for (const pair of (await allItemChannelFacts(manager)).values())
      if (isFullWith(contributionsOfItemChannel(pair))) await stage();
    await stage();
    for (const month of await this.rebuilds.monthsStaged(manager))
      await ensurePartitions(manager, month, month);
    // Months that have a tally now, and months that will have one: those that lose theirs lose their figures.
    await this.stale.markAll(manager);
    await this.rebuilds.replaceTallies(manager);
    await this.rebuilds.settle(manager);
    await this.stale.markAll(manager);
    report(done, total);
    return done;
  }
}
