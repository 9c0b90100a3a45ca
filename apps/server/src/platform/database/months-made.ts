import { addMonthsToStart, localDateOf, monthStart } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import { ensurePartitions } from './partitions.ts';

/**
 * The months whose partitions this process, or this transaction, has seen to. Each month of a fact is asked for once,
 * and only the months that occur: a single mistyped year in a file must not make partitions for all the years between.
 *
 * Use one per transaction: partitions that are made in a transaction go with it when it fails.
 */
export class MonthsMade {
  private readonly months = new Set<string>();

  /** Makes the partitions around each of the instants (milliseconds), where they do not exist yet. */
  async ensure(manager: EntityManager, instants: Iterable<number>): Promise<void> {
    const wanted = new Set<string>();
    let [from, to] = [0, 0];
    for (const instant of instants) {
      if (instant >= from && instant < to) continue;
      const month = monthStart(localDateOf(instant, 'UTC'));
      [from, to] = [Date.parse(month), Date.parse(addMonthsToStart(month, 1))];
      if (!this.months.has(month)) wanted.add(month);
    }
    for (const month of [...wanted].sort()) {
      await ensurePartitions(manager, month, month);
      this.months.add(month);
    }
  }
}
