import { paths } from '@huiyin/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryService } from '../../directory/directory.service.ts';
import { SiteSettingsService } from '../../directory/site-settings.ts';
import { Refusal } from '../../platform/run-main.ts';
import { PointsService } from '../../ratings/points.service.ts';
import { posterOf, sheetsOf } from './poster.ts';

/** What all posters together are called. */
export const SHEETS = 'posters.html';

/**
 * Draws into a folder a poster for each point in use, and a page with all of them to print; how many. Throws a Refusal when
 * there is none.
 */
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
  const posters: string[] = [];
  for (const point of inUse) {
    const department = departmentById.get(point.departmentId)!;
    const words = {
      department: department.name.zh,
      item: point.itemId === null ? null : (itemById.get(point.itemId)?.name.zh ?? null),
      point: point.name.zh,
      owner: owner.zh,
      link: `${origin}${paths.rateBy(points.tokenOf(point))}`,
    };
    const poster = posterOf(words);
    posters.push(poster);
    await writeFile(join(folder, `${department.code}.${point.code}.svg`), poster);
  }
  await writeFile(join(folder, SHEETS), sheetsOf(posters));
  return inUse.length;
}
