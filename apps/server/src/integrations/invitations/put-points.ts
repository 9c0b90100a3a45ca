import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DirectoryService } from '../../directory/directory.service.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { PointsService } from '../../ratings/points.service.ts';
import { readList, refuseFaults } from './list-file.ts';
import { POINT_COLUMNS, pointsOf } from './point-lists.ts';

/** Stores the points of a list, all or none; how many. Throws a Refusal for a list with a wrong row. */
export async function putPoints(app: INestApplicationContext, file: string): Promise<number> {
  const rows = await readList(file, POINT_COLUMNS);
  const { found, faults } = pointsOf(rows, await app.get(DirectoryService).snapshot());
  refuseFaults(faults);
  await app
    .get(DataSource)
    .transaction((manager) => app.get(PointsService).put(manager, found, app.get(Clock).now()));
  return found.length;
}
