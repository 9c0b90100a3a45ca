import 'reflect-metadata';
import { paths } from '@huiyin/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { originOf, withSubjects, wordsOf } from './command.ts';
import { DirectoryService } from './directory/directory.service.ts';
import { SiteSettingsService } from './directory/site-settings.ts';
import { readList } from './integrations/invitations/csv-file.ts';
import { POINT_COLUMNS, pointsOf } from './integrations/invitations/point-lists.ts';
import { posterOf } from './integrations/invitations/poster.ts';
import { Clock } from './platform/clock/clock.ts';
import { Refusal, runMain } from './platform/run-main.ts';
import { PointsService } from './ratings/points.service.ts';

const HOW = `npm run points -- list [--origin https://huiyin.example]
npm run points -- put points.csv
npm run points -- posters folder [--origin https://huiyin.example]
npm run points -- retire CODE --department CODE

points.csv: ${POINT_COLUMNS.join(',')}`;

interface Words {
  readonly origin?: string;
  readonly department?: string;
}

const DEEDS: Readonly<
  Record<string, (app: INestApplicationContext, what: string, words: Words) => Promise<void>>
> = {
  async list(app, _, { origin }) {
    const points = app.get(PointsService);
    const { departmentById } = await app.get(DirectoryService).snapshot();
    for (const point of await points.all()) {
      const department = departmentById.get(point.departmentId)?.code ?? '?';
      const link = `${originOf(origin)}${paths.rateBy(points.tokenOf(point))}`;
      console.log(`${department}  ${point.code}  ${point.name.zh}  ${point.retired ? 'retired' : link}`);
    }
  },

  async put(app, file) {
    if (file === '') throw new Refusal(HOW);
    const rows = await readList(file, POINT_COLUMNS);
    const { points, faults } = pointsOf(rows, await app.get(DirectoryService).snapshot());
    if (faults.length > 0) throw new Refusal(`Nothing was stored.\n${faults.join('\n')}`);
    await app
      .get(DataSource)
      .transaction((manager) => app.get(PointsService).put(manager, points, app.get(Clock).now()));
    console.log(`${points.length} rating points are in use. Their posters: npm run points -- posters folder`);
  },

  async posters(app, folder, { origin }) {
    if (folder === '') throw new Refusal(HOW);
    const base = originOf(origin);
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
        link: `${base}${paths.rateBy(points.tokenOf(point))}`,
      };
      await writeFile(join(folder, `${department.code}.${point.code}.svg`), posterOf(words));
    }
    console.log(`${inUse.length} posters are in ${resolve(folder)}.`);
  },

  async retire(app, code, { department = '' }) {
    const found = (await app.get(DirectoryService).snapshot()).departmentByCode.get(department);
    if (found === undefined) throw new Refusal(`There is no department with the code "${department}".`);
    const { manager } = app.get(DataSource);
    if (!(await app.get(PointsService).retire(manager, found.id, code, app.get(Clock).now())))
      throw new Refusal(`"${department}" has no rating point in use with the code "${code}".`);
    console.log(`"${code}" rates nothing any more.`);
  },
};

/** 评价点 by hand: lists, stores, draws posters, takes out of use. */
await runMain(async () => {
  const { verb, what, named } = wordsOf(['origin', 'department'], HOW);
  const act = Object.hasOwn(DEEDS, verb) ? DEEDS[verb] : undefined;
  if (act === undefined) throw new Refusal(HOW);
  await withSubjects((app) => act(app, what, named));
});
