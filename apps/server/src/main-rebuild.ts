import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { RebuildService } from './indicators/rebuild.service.ts';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { NestLogger, createLogger } from './platform/logging/logger.ts';
import { runMain } from './platform/run-main.ts';
import { ToolModule } from './tool.module.ts';

/** Makes all tallies anew from the facts, while the site goes on. The figures follow by the worker. */
await runMain(async () => {
  const configuration = readConfiguration(process.env);
  const logger = createLogger('warn', 'worker');
  const app = await NestFactory.createApplicationContext(ToolModule.with(configuration), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  try {
    const started = Date.now();
    await app.get(RebuildService).rebuild();
    console.log(
      `The tallies were made anew from the facts in ${((Date.now() - started) / 1000).toFixed(1)} s.`,
    );
  } finally {
    await app.close();
  }
});
