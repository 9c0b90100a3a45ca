import { CellSums } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { storeInBatches } from '../platform/database/batches.ts';
import { MonthsMade } from '../platform/database/months-made.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { letterBatch } from './letter-batch.ts';
import type { HistoryRefusal } from './letter-row.ts';
import { makeLetterStages, storeStagedLetters } from './letter-stages.ts';
import type { NewLetter } from './new-letter.ts';

export type { NewLetter };

export interface LetterBulkOptions {
  /** False when the tallies are rebuilt from the facts afterwards: then nothing is written to their outbox. */
  readonly deltas?: boolean;
}

/** `number_taken`: another letter has that number. `index`: the place among the letters given, from 0. */
export interface RefusedLetter {
  readonly index: number;
  readonly reason: HistoryRefusal | 'number_taken';
}

export interface LetterBulkCounts {
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: readonly RefusedLetter[];
}

/** Letters are long: two batches of them are some tens of megabytes. */
const BATCH = 2_000;

/** One bulk load at a time: two with the same rows in another order would wait for each other. */
const BULK_LOCK = 7_301_004;

@Injectable()
export class LettersBulk {
  constructor(
    private readonly rules: RulesService,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Stores letters with histories, replies and deltas, all or none: in the manager's transaction, or in one of its own.
   * A letter stored already is left as it is, so the same file twice changes nothing. A letter whose history the rules
   * do not allow, or whose number is another one's, is refused and the rest is stored. Throws what the database refuses
   * (an unknown department): check the rows before.
   */
  async bulkStoreLetters(
    manager: EntityManager,
    letters: AsyncIterable<NewLetter> | Iterable<NewLetter>,
    { deltas = true }: LetterBulkOptions = {},
  ): Promise<LetterBulkCounts> {
    const book = await this.rules.book();
    let accepted = 0;
    let repeated = 0;
    const refused: RefusedLetter[] = [];
    await manager.transaction(async (inner) => {
      await inner.query('select pg_advisory_xact_lock($1)', [BULK_LOCK]);
      await makeLetterStages(inner);
      const months = new MonthsMade();
      await storeInBatches(
        letters,
        BATCH,
        (batch, firstIndex) =>
          letterBatch(batch, firstIndex, (instant) => book.letterAt(instant), this.sealer),
        async (batch) => {
          await months.ensure(inner, batch.instantsOfIds);
          const { stored, numberTaken } = await storeStagedLetters(inner, batch);
          const sums = new CellSums();
          for (const [key, { index, contributions }] of batch.letters) {
            if (stored.has(key)) sums.add(contributions);
            if (numberTaken.has(key)) refused.push({ index, reason: 'number_taken' });
          }
          refused.push(...batch.refused);
          accepted += stored.size;
          repeated += batch.size - stored.size - numberTaken.size - batch.refused.length;
          if (deltas) await writeDeltas(inner, sums.result());
        },
      );
    });
    return { accepted, repeated, refused: refused.sort((a, b) => a.index - b.index) };
  }
}
