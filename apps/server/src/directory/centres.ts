import type { EntityManager } from 'typeorm';

/** Names the department that takes the letters of a region for nobody in particular. Refresh the directory afterwards. */
export const setCentre = (
  manager: EntityManager,
  regionCode: string,
  departmentId: number,
): Promise<unknown> =>
  manager.query(
    `insert into dispatch_centre (region_code, department_id)
     values ($1, $2)
     on conflict (region_code) do update
     set department_id = excluded.department_id`,
    [regionCode, departmentId],
  );
