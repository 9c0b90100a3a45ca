import { paths } from '@huiyin/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryService } from '../../directory/directory.service.ts';
import { SiteSettingsService } from '../../directory/site-settings.ts';
import { Refusal } from '../../platform/run-main.ts';
import { PointsService } from '../../ratings/points.service.ts';
import { posterOf, sheetsOf } from './poster.ts';
import { printPdf } from './print-pdf.ts';

/** What all posters together are called: to look at, and to print. */
export const SHEETS = { html: 'posters.html', pdf: 'posters.pdf' } as const;

export interface PosterOrder {
  readonly folder: string;
  /** Scheme and host for the links in the codes. */
  readonly origin: string;
  /** The programs that may print, the first that is there. */
  readonly browsers: readonly string[];
}

export interface DrawnPosters {
  readonly drawn: number;
  /** Why there is no PDF of them; null: there is one. */
  readonly unprinted: string | null;
}

/**
 * Draws into a folder a poster for each point in use and a page with all of them, and prints that as PDF where this
 * machine has a browser that can. Throws a Refusal when there is no point in use.
 */
export async function drawPosters(
  app: INestApplicationContext,
  { folder, origin, browsers }: PosterOrder,
): Promise<DrawnPosters> {
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
  const sheets = join(folder, SHEETS.html);
  await writeFile(sheets, sheetsOf(posters));
  return { drawn: inUse.length, unprinted: await printPdf(sheets, join(folder, SHEETS.pdf), browsers) };
}
