import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { RulesService } from './directory/rules.service.ts';
import { FiguresService } from './indicators/figures.service.ts';
import { RebuildService } from './indicators/rebuild.service.ts';
import { loadDemonstration } from './integrations/demonstration/load-demonstration.ts';
import { LettersBulk } from './letters/letters.bulk.ts';
import { ReplySamplesService } from './letters/reply-samples.service.ts';
import { Clock } from './platform/clock/clock.ts';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { NestLogger, createLogger } from './platform/logging/logger.ts';
import { runMain } from './platform/run-main.ts';
import { AppealsService } from './ratings/appeals.service.ts';
import { RatingsBulk } from './ratings/ratings.bulk.ts';
import { RectificationsBulk } from './rectification/rectifications.bulk.ts';
import { ToolModule } from './tool.module.ts';

/**
 * Fills an empty database with the invented province; one that is in use is left alone. Exits 0 in both cases.
 * `--scale 0.1` makes a tenth of it, for tests.
 */
await runMain(async () => {
  const configuration = readConfiguration(process.env);
  const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' } } });
  const app = await NestFactory.createApplicationContext(ToolModule.with(configuration), {
    logger: new NestLogger(createLogger('warn', 'worker')),
    abortOnError: false,
  });
  try {
    const started = Date.now();
    const outcome = await loadDemonstration(
      {
        source: app.get(DataSource),
        rules: app.get(RulesService),
        ratings: app.get(RatingsBulk),
        letters: app.get(LettersBulk),
        rectifications: app.get(RectificationsBulk),
        appeals: app.get(AppealsService),
        samples: app.get(ReplySamplesService),
        rebuild: app.get(RebuildService),
        figures: app.get(FiguresService),
      },
      { now: app.get(Clock).now(), scale: Number(values.scale), say: (line) => console.log(line) },
    );
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    console.log(
      outcome === 'left_alone'
        ? 'The database is in use: no demonstration is loaded into it.'
        : `The demonstration is loaded (${seconds} s). Its places, people and texts are invented.`,
    );
  } finally {
    await app.close();
  }
});
