import type { RiskReason } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RatingKey } from './rating-rows.repository.ts';

/** A rating that does not count until a person has looked at it. */
export interface HeldRatingRow extends RatingKey {
  readonly score: number;
  readonly reasons: readonly RiskReason[];
  readonly heldAt: Date;
}

/** Ratings that a program may have sent. */
@Injectable()
export class HeldRatingsRepository {
  async insert(
    manager: EntityManager,
    { departmentId, id, score, reasons, heldAt }: HeldRatingRow,
  ): Promise<void> {
    await manager.query(
      `insert into held_rating (department_id, id, score, reasons, held_at)
       values ($1, $2, $3, $4, $5)`,
      [departmentId, id, score, reasons, heldAt],
    );
  }

  /** Those that wait, the longest first. */
  waiting(manager: EntityManager, limit: number): Promise<HeldRatingRow[]> {
    return manager.query(
      `select department_id as "departmentId", id, score, reasons, held_at as "heldAt"
       from held_rating
       where decision is null
       order by held_at
       limit $1`,
      [limit],
    );
  }

  async isWaiting(manager: EntityManager, { departmentId, id }: RatingKey): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `select
       from held_rating
       where department_id = $1 and id = $2 and decision is null`,
      [departmentId, id],
    );
    return rows.length > 0;
  }

  /** The rating that waits under this id, decided on; null when there is none. */
  async decide(
    manager: EntityManager,
    id: string,
    decision: 'released' | 'refused',
    actor: string,
    at: Date,
  ): Promise<RatingKey | null> {
    const [rows]: [RatingKey[], number] = await manager.query(
      `update held_rating
       set decision = $2, decided_by = $3, decided_at = $4
       where id = $1 and decision is null
       returning department_id as "departmentId", id`,
      [id, decision, actor, at],
    );
    return rows[0] ?? null;
  }
}
