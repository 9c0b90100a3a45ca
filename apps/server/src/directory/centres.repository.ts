import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Who takes the letters of a region that are for nobody in particular. Refresh the directory after a change. */
@Injectable()
export class CentresRepository {
  async set(manager: EntityManager, regionCode: string, departmentId: number): Promise<void> {
    await manager.query(
      `insert into dispatch_centre (region_code, department_id)
       values ($1, $2)
       on conflict (region_code) do update
       set department_id = excluded.department_id`,
      [regionCode, departmentId],
    );
  }

  /** Makes departments the centres of their own regions. */
  async setAtHome(manager: EntityManager, departmentCodes: readonly string[]): Promise<void> {
    await manager.query(
      `insert into dispatch_centre (region_code, department_id)
       select region_code, id
       from department
       where code = any($1)
       on conflict (region_code) do update
       set department_id = excluded.department_id`,
      [departmentCodes],
    );
  }
}
