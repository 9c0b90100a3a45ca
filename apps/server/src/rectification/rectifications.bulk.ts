import { CellSums, contributionsOfRectification, rectificationState, timeOfUuid7 } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { MonthsMade } from '../platform/database/months-made.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import type { NewRectification } from './new-rectification.ts';
import { RectificationsRepository, keyText } from './rectifications.repository.ts';

/** Orders a batch. */
const BATCH = 5_000;

/** Orders with their histories from elsewhere. */
@Injectable()
export class RectificationsBulk {
  constructor(
    private readonly rules: RulesService,
    private readonly repository: RectificationsRepository,
  ) {}

  /**
   * Stores orders with their histories, in the manager's transaction. One that is stored already stays as it is. Throws
   * RangeError for a history that the rules do not allow. Without `deltas` a rebuild must follow.
   */
  async store(
    manager: EntityManager,
    orders: Iterable<NewRectification>,
    { deltas = true } = {},
  ): Promise<{ accepted: number }> {
    const book = await this.rules.book();
    const months = new MonthsMade();
    let accepted = 0;
    const keep = async (batch: readonly NewRectification[]): Promise<void> => {
      const rows = batch.map(({ events, ...order }) => {
        const state = rectificationState(events);
        if (state === null)
          throw new RangeError(`the history of order ${order.id} is not one that the rules allow`);
        const rules = book.letterAt(state.openedAt);
        const { policyVersion, calendarVersion } = rules;
        const recorded = events.map((event) => ({ ...event, actor: 'import', noteSealed: null }));
        return { ...order, policyVersion, calendarVersion, state, rules, events: recorded };
      });
      await months.ensure(
        manager,
        rows.map(({ id }) => timeOfUuid7(id)!),
      );
      const stored = await this.repository.insert(manager, rows);
      accepted += stored.size;
      if (!deltas) return;
      const sums = new CellSums();
      for (const row of rows)
        if (stored.has(keyText(row))) sums.add(contributionsOfRectification(row.state, row.rules, row));
      await writeDeltas(manager, sums.result());
    };
    let batch: NewRectification[] = [];
    for (const order of orders) {
      batch.push(order);
      if (batch.length < BATCH) continue;
      await keep(batch);
      batch = [];
    }
    if (batch.length > 0) await keep(batch);
    return { accepted };
  }
}
