import type { Language } from '@huiyin/contract';
import type { RiskReason } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A letter that waits for a person, or waited; sealed as it is stored. */
export interface HeldLetterRow {
  readonly id: string;
  readonly departmentId: number;
  readonly number: string;
  readonly contentSealed: Buffer;
  readonly contentDigest: Buffer;
  readonly queryCodeHash: Buffer;
  readonly language: Language;
  readonly score: number;
  readonly reasons: readonly RiskReason[];
  readonly heldAt: Date;
  readonly decision: 'released' | 'refused' | null;
  readonly noteSealed: Buffer | null;
}

export interface DecisionOnHeld {
  readonly decision: 'released' | 'refused';
  readonly actor: string;
  readonly at: Date;
  /** What the writer is told; sealed. */
  readonly note: Buffer | null;
}

const COLUMNS = `id, department_id as "departmentId", number, content_sealed as "contentSealed",
  content_digest as "contentDigest", query_code_hash as "queryCodeHash", language, score, reasons, held_at as "heldAt", decision,
  note_sealed as "noteSealed"`;

/** Letters that a program may have written, until a person has looked at them. */
@Injectable()
export class HeldLettersRepository {
  /** Null for one that was never held, or has gone on since. */
  async letter(manager: EntityManager, id: string): Promise<HeldLetterRow | null> {
    const [row]: HeldLetterRow[] = await manager.query(
      `select ${COLUMNS}
       from held_letter
       where id = $1 and decision is distinct from 'released'`,
      [id],
    );
    return row ?? null;
  }

  /** The letter that waits under this number, locked until the transaction ends. */
  async lockByNumber(manager: EntityManager, number: string): Promise<HeldLetterRow | null> {
    const [row]: HeldLetterRow[] = await manager.query(
      `select ${COLUMNS}
       from held_letter
       where number = $1 and decision is null
       for update`,
      [number],
    );
    return row ?? null;
  }

  /** Those that wait, the longest first. */
  waiting(manager: EntityManager, limit: number): Promise<HeldLetterRow[]> {
    return manager.query(
      `select ${COLUMNS}
       from held_letter
       where decision is null
       order by held_at
       limit $1`,
      [limit],
    );
  }

  async insert(manager: EntityManager, row: Omit<HeldLetterRow, 'decision' | 'noteSealed'>): Promise<void> {
    await manager.query(
      `insert into held_letter (id, department_id, number, content_sealed, content_digest, query_code_hash, score, reasons,
         held_at, language)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        row.id,
        row.departmentId,
        row.number,
        row.contentSealed,
        row.contentDigest,
        row.queryCodeHash,
        row.score,
        row.reasons,
        row.heldAt,
        row.language,
      ],
    );
  }

  async decide(
    manager: EntityManager,
    id: string,
    { decision, actor, at, note }: DecisionOnHeld,
  ): Promise<void> {
    await manager.query(
      `update held_letter
       set decision = $2, decided_by = $3, decided_at = $4, note_sealed = $5
       where id = $1`,
      [id, decision, actor, at, note],
    );
  }
}
