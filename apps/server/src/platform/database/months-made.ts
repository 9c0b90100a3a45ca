import { localDateOf, monthStart } from '@huiyin/domain';
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
    let lastMonth = '';
    for (const instant of instants) {
      const month = monthStart(localDateOf(instant, 'UTC'));
      if (month !== lastMonth && !this.months.has(month)) wanted.add(month);
      lastMonth = month;
    }
    for (const month of [...wanted].sort()) {
      await ensurePartitions(manager, month, month);
      this.months.add(month);
    }
  }
}
