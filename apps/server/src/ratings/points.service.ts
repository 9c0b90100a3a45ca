import { uuid7 } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { randomBytes } from 'node:crypto';
import { KeptFresh } from '../directory/kept-fresh.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import type { RatingPoint } from './points.repository.ts';
import { PointsRepository } from './points.repository.ts';
import { tokenOf } from './rating-token.ts';

export type NewPoint = Omit<RatingPoint, 'id' | 'retired'>;

/** The points in memory, at most 30 seconds old: there are some hundreds, and each rating asks for one. */
@Injectable()
export class PointsService {
  private readonly kept: KeptFresh<ReadonlyMap<string, RatingPoint>>;

  constructor(
    source: DataSource,
    private readonly repository: PointsRepository,
    private readonly sealer: Sealer,
  ) {
    this.kept = new KeptFresh('the rating points', async () => {
      const points = await repository.all(source.manager);
      return new Map(points.map((point) => [point.id, point]));
    });
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
    for (const point of points)
      await this.repository.put(manager, { ...point, id: uuid7(now, randomBytes(10)) });
    this.kept.forget();
  }

  /** Takes a point out of use; false when there is none in use with this code. */
  async retire(manager: EntityManager, departmentId: number, code: string, now: number): Promise<boolean> {
    const retired = await this.repository.retire(manager, departmentId, code, now);
    this.kept.forget();
    return retired;
  }
}
