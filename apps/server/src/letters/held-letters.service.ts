import type { OwnLetter } from '@huiyin/contract';
import type { RiskReason } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import type { HeldLetterRow } from './held-letters.repository.ts';
import { HeldLettersRepository } from './held-letters.repository.ts';
import { contentFrom } from './letter-content.ts';
import type { OriginalLetter } from './letter-outcomes.ts';
import type { LetterKey, RecordedEvent } from './letters.repository.ts';

/** A held letter for whoever decides on it. */
export interface HeldLetter {
  readonly number: string;
  readonly departmentId: number;
  readonly heldAt: number;
  readonly score: number;
  readonly reasons: readonly RiskReason[];
  readonly subject: string;
  readonly body: string;
}

/** Letters that wait for a person: what there is to see of them. */
@Injectable()
export class HeldLettersService {
  constructor(
    private readonly source: DataSource,
    private readonly rules: RulesService,
    private readonly repository: HeldLettersRepository,
    private readonly sealer: Sealer,
  ) {}

  /** Those that wait, the longest first. */
  async waiting(limit = 100): Promise<HeldLetter[]> {
    const rows = await this.repository.waiting(this.source.manager, limit);
    return rows.map(({ number, departmentId, heldAt, score, reasons, contentSealed }) => {
      const { subject, body } = contentFrom(this.sealer.open(contentSealed));
      return { number, departmentId, heldAt: heldAt.getTime(), score, reasons, subject, body };
    });
  }

  /** Null for a letter that is not held, or not any more. */
  async queryCodeHash(key: LetterKey, manager: EntityManager): Promise<Buffer | null> {
    return (await this.row(key, manager))?.queryCodeHash ?? null;
  }

  /** A held letter as if it had come in, for its writer. Null for one that is not held, or not any more. */
  async letter(
    key: LetterKey,
    manager: EntityManager,
  ): Promise<{ letter: OriginalLetter; events: RecordedEvent[]; held: OwnLetter['held'] } | null> {
    const row = await this.row(key, manager);
    if (row === null) return null;
    const { itemId, channel, type, subject, body, writer, consent } = contentFrom(
      this.sealer.open(row.contentSealed),
    );
    const at = row.heldAt.getTime();
    const { policyVersion, calendarVersion } = (await this.rules.book()).letterAt(at);
    const { number } = row;
    return {
      letter: {
        ...{ key, number, type, itemId, channel, policyVersion, calendarVersion, subject, body, writer },
        replies: [],
      },
      events: [
        {
          seq: 1,
          at,
          actor: 'writer',
          deed: { kind: 'submitted', type, departmentId: key.departmentId, consent },
        },
      ],
      held: {
        since: row.heldAt.toISOString(),
        refusal: row.noteSealed === null ? null : this.sealer.open(row.noteSealed),
      },
    };
  }

  private async row({ id, departmentId }: LetterKey, manager: EntityManager): Promise<HeldLetterRow | null> {
    const row = await this.repository.letter(manager, id);
    return row?.departmentId === departmentId ? row : null;
  }
}
