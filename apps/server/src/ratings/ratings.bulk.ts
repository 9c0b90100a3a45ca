import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDays } from '../directory/local-days.ts';
import { RulesService } from '../directory/rules.service.ts';
import { storeInBatches } from '../platform/database/batches.ts';
import { MonthsMade } from '../platform/database/months-made.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { caseBatch } from './case-batch.ts';
import { makeStages, storeStaged } from './case-stages.ts';
import type { NewCase } from './new-case.ts';

export type { NewCase };

export interface BulkOptions {
  /** False when the tallies are rebuilt from the facts afterwards: then nothing is written to their outbox. */
  readonly deltas?: boolean;
}

/** How many cases brought something new, and how many changed nothing. */
export interface BulkCounts {
  readonly accepted: number;
  readonly repeated: number;
}

/** Cases a batch: large enough for set-based statements, small enough that two of them are a few megabytes. */
const BATCH = 20_000;

/** One bulk load at a time: two with the same rows in another order would wait for each other. */
const BULK_LOCK = 7_301_003;

@Injectable()
export class RatingsBulk {
  constructor(
    private readonly rules: RulesService,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Stores cases with their deltas, all or none: in the manager's transaction, or in one of its own. What is stored
   * already is left as it is, so the same file twice changes nothing; an invitation stored earlier takes the rating
   * that comes later, once. A case whose rating is stored already, or whose invitation another rating answered, changes
   * nothing. Throws what the database refuses (an unknown department, a level outside 1–5): check the rows before.
   */
  async bulkStoreCases(
    manager: EntityManager,
    cases: AsyncIterable<NewCase> | Iterable<NewCase>,
    { deltas = true }: BulkOptions = {},
  ): Promise<BulkCounts> {
    const book = await this.rules.book();
    const dayOf = localDays((instant) => book.zoneAt(instant));
    let accepted = 0;
    let repeated = 0;
    await manager.transaction(async (inner) => {
      await inner.query('select pg_advisory_xact_lock($1)', [BULK_LOCK]);
      await makeStages(inner);
      const months = new MonthsMade();
      await storeInBatches(
        cases,
        BATCH,
        (batch) => caseBatch(batch, dayOf, this.sealer),
        async (batch) => {
          await months.ensure(inner, batch.instantsOfIds);
          const stored = await storeStaged(inner, batch);
          accepted += stored.accepted;
          repeated += batch.size - stored.accepted;
          if (deltas) await writeDeltas(inner, stored.deltas.result());
        },
      );
    });
    return { accepted, repeated };
  }
}
