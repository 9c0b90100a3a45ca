import { paths } from '@huiyin/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryService } from '../../directory/directory.service.ts';
import { SiteSettingsService } from '../../directory/site-settings.ts';
import { Refusal } from '../../platform/run-main.ts';
import { PointsService } from '../../ratings/points.service.ts';
import { posterOf } from './poster.ts';

/** Draws a poster for each point in use into a folder; how many. Throws a Refusal when there is none. */
export async function drawPosters(
  app: INestApplicationContext,
  { folder, origin }: { readonly folder: string; readonly origin: string },
): Promise<number> {
  const points = app.get(PointsService);
  const { departmentById, itemById } = await app.get(DirectoryService).snapshot();
  const { owner } = await app.get(SiteSettingsService).siteSettings();
  const inUse = (await points.all()).filter(({ retired }) => !retired);
  if (inUse.length === 0) throw new Refusal('There are no rating points yet: "put" stores them.');
  await mkdir(folder, { recursive: true });
  for (const point of inUse) {
    const department = departmentById.get(point.departmentId)!;
    const words = {
      department: department.name.zh,
      item: point.itemId === null ? null : (itemById.get(point.itemId)?.name.zh ?? null),
      point: point.name.zh,
      owner: owner.zh,
      link: `${origin}${paths.rateBy(points.tokenOf(point))}`,
    };
    await writeFile(join(folder, `${department.code}.${point.code}.svg`), posterOf(words));
  }
  return inUse.length;
}
