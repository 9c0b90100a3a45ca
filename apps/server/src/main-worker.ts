import 'reflect-metadata';
import { isMainThread } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { NestLogger, createLogger } from './platform/logging/logger.ts';
import { LaneThread, stopWithProcess } from './platform/queue/lane-thread.ts';
import { runMain } from './platform/run-main.ts';
import { WorkerModule } from './worker.module.ts';

/**
 * The jobs: the prompt ones in the process, the long ones in a thread of it that runs this same program. Runs until it is
 * told to stop, and then finishes what it began. HUIYIN_LANES leaves one of the two to a worker elsewhere.
 */
await runMain(async () => {
  const configuration = readConfiguration(process.env);
  const logger = createLogger(configuration.logLevel, 'worker');
  const app = await NestFactory.createApplicationContext(
    WorkerModule.with(configuration, isMainThread && configuration.lanes !== 'long' ? 'prompt' : 'long'),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  if (!isMainThread) return stopWithProcess(app);
  if (configuration.lanes === 'all') app.get(LaneThread).start(new URL(import.meta.url));
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  logger.info('working');
});
