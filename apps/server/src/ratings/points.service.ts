import { uuid7 } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { randomBytes } from 'node:crypto';
import type { Bilingual } from '../directory/directory.ts';
import { KeptFresh } from '../directory/kept-fresh.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { tokenOf } from './rating-token.ts';

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

export type NewPoint = Omit<RatingPoint, 'id' | 'retired'>;

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

/** The points in memory, at most 30 seconds old: there are some hundreds, and each rating asks for one. */
@Injectable()
export class PointsService {
  private readonly kept: KeptFresh<ReadonlyMap<string, RatingPoint>>;

  constructor(
    private readonly source: DataSource,
    private readonly sealer: Sealer,
  ) {
    this.kept = new KeptFresh('the rating points', () => this.read());
  }

  /** Null for one that does not exist. */
  async point(id: string): Promise<RatingPoint | null> {
    return (await this.kept.value()).get(id) ?? null;
  }

  async all(): Promise<readonly RatingPoint[]> {
    return [...(await this.kept.value()).values()];
  }

  /** What goes into the code of a point. */
  tokenOf({ departmentId, id }: RatingPoint): string {
    return tokenOf(this.sealer, { kind: 'point', departmentId, id });
  }

  /**
   * Stores points by department and code. A known code keeps its token, so that its poster stays right, and takes the new
   * name, item and channel; one that was retired is in use again.
   */
  async put(manager: EntityManager, points: readonly NewPoint[], now: number): Promise<void> {
    for (const { departmentId, code, itemId, channel, name } of points) {
      await manager.query(
        `insert into rating_point (department_id, id, code, service_item_id, channel_code, name_zh, name_en)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (department_id, code) do update
         set service_item_id = excluded.service_item_id, channel_code = excluded.channel_code,
           name_zh = excluded.name_zh, name_en = excluded.name_en, retired_at = null`,
        [departmentId, uuid7(now, randomBytes(10)), code, itemId, channel, name.zh, name.en],
      );
    }
    this.kept.forget();
  }

  /** Takes a point out of use; false when there is none in use with this code. */
  async retire(manager: EntityManager, departmentId: number, code: string, now: number): Promise<boolean> {
    const [, changed]: [unknown, number] = await manager.query(
      `update rating_point
       set retired_at = $3
       where department_id = $1 and code = $2 and retired_at is null`,
      [departmentId, code, new Date(now)],
    );
    this.kept.forget();
    return changed > 0;
  }

  private async read(): Promise<ReadonlyMap<string, RatingPoint>> {
    const rows: PointRow[] = await this.source.manager.query(
      `select department_id as "departmentId", id, code, service_item_id as "itemId", channel_code as channel,
         name_zh, name_en, retired_at is not null as retired
       from rating_point
       order by department_id, code`,
    );
    return new Map(
      rows.map(({ name_zh, name_en, ...row }) => [row.id, { ...row, name: { zh: name_zh, en: name_en } }]),
    );
  }
}
