import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { periodOfKey } from '@huiyin/domain';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Clock } from './platform/clock/clock.ts';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { NestLogger, createLogger } from './platform/logging/logger.ts';
import { runMain } from './platform/run-main.ts';
import type { ReleaseRefusal } from './releases/release-maker.service.ts';
import { ReleaseMaker } from './releases/release-maker.service.ts';
import { ReleasesRepository } from './releases/releases.repository.ts';
import { ToolModule } from './tool.module.ts';

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

/** What the person who calls can put right: one sentence, and exit 1. */
class Refusal extends Error {}

async function deed(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { author: { type: 'string' }, zh: { type: 'string' }, en: { type: 'string' } },
  });
  const [verb, key = ''] = positionals;
  const configuration = readConfiguration(process.env);
  const app = await NestFactory.createApplicationContext(ToolModule.with(configuration), {
    logger: new NestLogger(createLogger('warn', 'worker')),
    abortOnError: false,
  });
  try {
    if (verb === 'list') {
      for (const row of (await app.get(ReleasesRepository).all(app.get(DataSource).manager)).reverse())
        console.log(
          `${String(row.number).padStart(3)}  ${row.id.padEnd(12)} ${row.madeAt.toISOString()}  ${row.sha256}${row.supersededBy === null ? '' : `  corrected by ${row.supersededBy}`}`,
        );
      return;
    }
    const period = periodOfKey(key);
    const { author, zh, en } = values;
    if ((verb !== 'make' && verb !== 'correct') || !author || !zh || !en) throw new Refusal(HOW);
    if (period === null || !['month', 'quarter', 'year'].includes(period.kind))
      throw new Refusal(`"${key}" is no month, quarter or year: write 2026-09, 2026-Q3 or 2026.`);
    const outcome = await app
      .get(ReleaseMaker)
      .make({ period, author, reason: { zh, en }, correction: verb === 'correct' }, app.get(Clock).now());
    if (outcome.kind === 'refused') throw new Refusal(SENTENCES[outcome.reason]);
    const held =
      outcome.held === 0
        ? ''
        : ` ${outcome.held} cells are held back: what changed in them rests on 1–10 people.`;
    console.log(`Released ${outcome.id}: SHA-256 ${outcome.sha256}.${held}`);
  } finally {
    await app.close();
  }
}

/** Releases by hand: lists, makes, corrects. */
await runMain(async () => {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
});
