import 'reflect-metadata';
import { periodOfKey } from '@huiyin/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { withSubjects, wordsOf } from './command.ts';
import { Clock } from './platform/clock/clock.ts';
import { Refusal, runMain } from './platform/run-main.ts';
import type { ReleaseRefusal } from './releases/release-maker.service.ts';
import { ReleaseMaker } from './releases/release-maker.service.ts';
import { ReleasesRepository } from './releases/releases.repository.ts';

const HOW = `npm run release -- list
npm run release -- make 2026-Q3 --author NAME --zh 原因 --en REASON
npm run release -- correct 2026-Q3 --author NAME --zh 原因 --en REASON`;

const SENTENCES: Readonly<Record<ReleaseRefusal, string>> = {
  still_running: 'The period has not ended, or its last day is not counted yet: wait until the day after.',
  unfinished: 'Facts of the period are still being counted: try again in a minute, with the worker running.',
  no_figures: 'There is nothing in this period: check its name.',
  released_before: 'The period was released before: use "correct" to publish another edition.',
  not_released: 'The period was not released yet: use "make".',
  nothing_changed:
    'Nothing can be corrected: the numbers are those that were published, or all that changed rests on 1–10 people.',
};

async function list(app: INestApplicationContext): Promise<void> {
  for (const row of (await app.get(ReleasesRepository).all(app.get(DataSource).manager)).reverse()) {
    const corrected = row.supersededBy === null ? '' : `  corrected by ${row.supersededBy}`;
    const number = String(row.number).padStart(3);
    console.log(`${number}  ${row.id.padEnd(12)} ${row.madeAt.toISOString()}  ${row.sha256}${corrected}`);
  }
}

/** Releases by hand: lists, makes, corrects. */
await runMain(async () => {
  const { verb, what, named } = wordsOf(['author', 'zh', 'en'], HOW);
  if (verb === 'list') return withSubjects(list);
  const { author, zh, en } = named;
  if ((verb !== 'make' && verb !== 'correct') || !author || !zh || !en) throw new Refusal(HOW);
  const period = periodOfKey(what);
  if (period === null || !['month', 'quarter', 'year'].includes(period.kind))
    throw new Refusal(`"${what}" is no month, quarter or year: write 2026-09, 2026-Q3 or 2026.`);
  await withSubjects(async (app) => {
    const decision = { period, author, reason: { zh, en }, correction: verb === 'correct' };
    const outcome = await app.get(ReleaseMaker).make(decision, app.get(Clock).now());
    if (outcome.kind === 'refused') throw new Refusal(SENTENCES[outcome.reason]);
    const held =
      outcome.held === 0
        ? ''
        : ` ${outcome.held} cells are held back: what changed in them rests on 1–10 people.`;
    console.log(`Released ${outcome.id}: SHA-256 ${outcome.sha256}.${held}`);
  });
});
