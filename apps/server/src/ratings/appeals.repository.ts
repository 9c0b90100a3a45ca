import type { AppealFact, LocalDate } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RatingKey } from './rating-rows.repository.ts';

/** An appeal as it is filed. */
export interface FiledAppeal {
  readonly departmentId: number;
  readonly ratingId: string;
  readonly itemId: number | null;
  readonly channel: string;
  readonly filedAt: number;
  readonly filedBy: string;
  readonly ground: string;
}

/** What somebody outside the department decided, and on which local day. */
export interface AppealDecision {
  readonly at: number;
  readonly on: LocalDate;
  readonly deciderDepartmentId: number;
  readonly decidedBy: string;
  readonly upheld: boolean;
  readonly reason: string;
}

const CHUNK = 2_000;

@Injectable()
export class AppealsRepository {
  /** Stores appeals that are not stored yet, decided or not; the rating ids of those that were stored. */
  async insert(
    manager: EntityManager,
    appeals: readonly (FiledAppeal & { readonly decision: AppealDecision | null })[],
  ): Promise<ReadonlySet<string>> {
    const stored = new Set<string>();
    for (let from = 0; from < appeals.length; from += CHUNK) {
      const rows: { rating_id: string }[] = await manager.query(
        `insert into appeal (department_id, rating_id, service_item_id, channel_code, filed_at, filed_by, ground, decided_at,
           decided_on, decider_department_id, decided_by, upheld, reason)
         select *
         from json_to_recordset($1) as given (department_id int, rating_id uuid, service_item_id int, channel_code text,
           filed_at timestamptz, filed_by text, ground text, decided_at timestamptz, decided_on date,
           decider_department_id int, decided_by text, upheld boolean, reason text)
         on conflict (department_id, rating_id) do nothing
         returning rating_id`,
        [JSON.stringify(appeals.slice(from, from + CHUNK).map(columnsOf))],
      );
      for (const { rating_id } of rows) stored.add(rating_id);
    }
    return stored;
  }

  /** One appeal as the tallies see it, locked until the transaction ends. */
  async locked(manager: EntityManager, key: RatingKey): Promise<AppealFact | null> {
    const [row]: AppealRow[] = await manager.query(
      `${FACTS} where department_id = $1 and rating_id = $2 for update`,
      [key.departmentId, key.id],
    );
    return row === undefined ? null : factOf(row);
  }

  async decide(manager: EntityManager, key: RatingKey, decision: AppealDecision): Promise<void> {
    await manager.query(
      `update appeal
       set decided_at = $3, decided_on = $4, decider_department_id = $5, decided_by = $6, upheld = $7, reason = $8
       where department_id = $1 and rating_id = $2`,
      [
        key.departmentId,
        key.id,
        new Date(decision.at),
        decision.on,
        decision.deciderDepartmentId,
        decision.decidedBy,
        decision.upheld,
        decision.reason,
      ],
    );
  }

  /** Every decided appeal, for making the tallies anew. */
  async decided(manager: EntityManager): Promise<AppealFact[]> {
    const rows: AppealRow[] = await manager.query(`${FACTS} where decided_on is not null`);
    return rows.map(factOf);
  }
}

interface AppealRow {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly on: LocalDate | null;
  readonly upheld: boolean | null;
}

const FACTS = `
  select department_id as "departmentId", service_item_id as "itemId", channel_code as channel, decided_on as on, upheld
  from appeal`;

const factOf = ({ on, upheld, ...about }: AppealRow): AppealFact => ({
  ...about,
  decision: on === null ? null : { on, upheld: upheld! },
});

const columnsOf = ({ decision, ...filed }: FiledAppeal & { readonly decision: AppealDecision | null }) => ({
  department_id: filed.departmentId,
  rating_id: filed.ratingId,
  service_item_id: filed.itemId,
  channel_code: filed.channel,
  filed_at: new Date(filed.filedAt),
  filed_by: filed.filedBy,
  ground: filed.ground,
  decided_at: decision === null ? null : new Date(decision.at),
  decided_on: decision?.on ?? null,
  decider_department_id: decision?.deciderDepartmentId ?? null,
  decided_by: decision?.decidedBy ?? null,
  upheld: decision?.upheld ?? null,
  reason: decision?.reason ?? null,
});
