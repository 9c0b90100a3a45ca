import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { NestLogger, createLogger } from './platform/logging/logger.ts';
import { runMain } from './platform/run-main.ts';
import { WorkerModule } from './worker.module.ts';

/** The jobs. Runs until it is told to stop, and then finishes what it began. */
await runMain(async () => {
  const configuration = readConfiguration(process.env);
  const logger = createLogger(configuration.logLevel, 'worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.with(configuration), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  logger.info('working');
});
