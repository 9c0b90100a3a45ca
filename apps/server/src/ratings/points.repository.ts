import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Bilingual } from '../directory/directory.ts';

/** 评价点: a window, a terminal or a poster where everybody who comes by may rate. */
export interface RatingPoint {
  readonly departmentId: number;
  readonly id: string;
  readonly code: string;
  readonly itemId: number | null;
  readonly channel: string;
  readonly name: Bilingual;
  readonly retired: boolean;
}

interface PointRow {
  readonly departmentId: number;
  readonly id: string;
  readonly code: string;
  readonly itemId: number | null;
  readonly channel: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly retired: boolean;
}

@Injectable()
export class PointsRepository {
  /** Every point there is or was, by department and code. */
  async all(manager: EntityManager): Promise<RatingPoint[]> {
    const rows: PointRow[] = await manager.query(
      `select department_id as "departmentId", id, code, service_item_id as "itemId", channel_code as channel,
         name_zh, name_en, retired_at is not null as retired
       from rating_point
       order by department_id, code`,
    );
    return rows.map(({ name_zh, name_en, ...row }) => ({ ...row, name: { zh: name_zh, en: name_en } }));
  }

  /** Stores one by department and code. A known code keeps its id, takes the rest, and is in use again. */
  async put(
    manager: EntityManager,
    { departmentId, id, code, itemId, channel, name }: Omit<RatingPoint, 'retired'>,
  ): Promise<void> {
    await manager.query(
      `insert into rating_point (department_id, id, code, service_item_id, channel_code, name_zh, name_en)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (department_id, code) do update
       set service_item_id = excluded.service_item_id, channel_code = excluded.channel_code,
         name_zh = excluded.name_zh, name_en = excluded.name_en, retired_at = null`,
      [departmentId, id, code, itemId, channel, name.zh, name.en],
    );
  }

  /** False when there is none in use with this code. */
  async retire(manager: EntityManager, departmentId: number, code: string, now: number): Promise<boolean> {
    const [, changed]: [unknown, number] = await manager.query(
      `update rating_point
       set retired_at = $3
       where department_id = $1 and code = $2 and retired_at is null`,
      [departmentId, code, new Date(now)],
    );
    return changed > 0;
  }
}
