import 'reflect-metadata';
import { paths } from '@huiyin/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { originOf, withSubjects, wordsOf } from './command.ts';
import { DirectoryService } from './directory/directory.service.ts';
import { SHEETS, drawPosters } from './integrations/invitations/draw-posters.ts';
import { POINT_COLUMNS } from './integrations/invitations/point-lists.ts';
import { BROWSERS } from './integrations/invitations/print-pdf.ts';
import { putPoints } from './integrations/invitations/put-points.ts';
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
    const all = await points.all();
    if (all.length === 0) console.log(`There are no rating points yet. To make some:\n${HOW}`);
    for (const point of all) {
      const department = departmentById.get(point.departmentId)?.code ?? '?';
      const link = `${originOf(origin)}${paths.rateBy(points.tokenOf(point))}`;
      console.log(`${department}  ${point.code}  ${point.name.zh}  ${point.retired ? 'retired' : link}`);
    }
  },

  async put(app, file) {
    if (file === '') throw new Refusal(HOW);
    const stored = await putPoints(app, file);
    console.log(`Rating points in use: ${stored}. Their posters: npm run points -- posters folder`);
  },

  async posters(app, folder, { origin }) {
    if (folder === '') throw new Refusal(HOW);
    const named = process.env['CHROMIUM'];
    const browsers = named === undefined ? BROWSERS : [named];
    const { drawn, unprinted } = await drawPosters(app, { folder, origin: originOf(origin), browsers });
    const sheets = unprinted === null ? SHEETS.pdf : SHEETS.html;
    console.log(`Posters drawn in ${resolve(folder)}: ${drawn}. All of them to print: ${sheets}`);
    if (unprinted !== null)
      console.log(
        `There is no PDF: ${unprinted}. Save the page as PDF in any browser, or name one: CHROMIUM=/path/to/it`,
      );
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
