import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ensurePartitions } from '../platform/database/partitions.ts';
import { FoldRepository } from './fold.repository.ts';
import { StaleRepository } from './stale.repository.ts';
import { shareTallies } from './tally-locks.ts';

/** Adds the outbox of the tallies to the tallies. */
@Injectable()
export class FoldService {
  constructor(
    private readonly source: DataSource,
    private readonly folds: FoldRepository,
    private readonly stale: StaleRepository,
  ) {}

  /**
   * Claims up to `limit` outbox rows of days and of waits, adds them up and marks what has become stale, in one
   * transaction: each row counts exactly once, whatever dies when. Several folds at once share the work: each claims
   * other rows, and all lock cells, months and marks in the same order. `folded` 0 means that nothing was left to claim.
   */
  async fold(limit = 5_000): Promise<{ folded: number }> {
    const months = await this.folds.monthsWaiting(this.source.manager, limit);
    // In transactions of their own: a new partition must not stop the ingest for as long as a fold takes.
    for (const month of months) await ensurePartitions(this.source.manager, month, month);
    return this.source.transaction('READ COMMITTED', async (manager) => {
      await shareTallies(manager);
      const days = await this.folds.foldDays(manager, limit, months);
      const waits = await this.folds.foldWaits(manager, limit);
      await this.stale.mark(manager, [...days.touched, ...waits.touched]);
      return { folded: days.claimed + waits.claimed };
    });
  }
}
