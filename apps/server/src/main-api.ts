import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api.module.ts';
import { PageProblemFilter } from './pages/page-problem.filter.ts';
import { PageRenderer } from './pages/page-renderer.ts';
import { serveAssets } from './pages/assets.ts';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { documentApi } from './platform/http/api-document.ts';
import { createAdapter, furnish } from './platform/http/serve.ts';
import { NestLogger, createLogger } from './platform/logging/logger.ts';
import { runMain } from './platform/run-main.ts';

/** The API and the public pages. */
await runMain(async () => {
  const configuration = readConfiguration(process.env);
  const logger = createLogger(configuration.logLevel, 'api');
  const adapter = createAdapter(logger, configuration.proxies, () => app.get(PageProblemFilter));
  const app: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with(configuration),
    adapter,
    {
      logger: new NestLogger(logger),
      bodyParser: false,
      abortOnError: false,
    },
  );
  await furnish(app, app.get(PageProblemFilter));
  await serveAssets(app, configuration);
  documentApi(app);
  await app.get(PageRenderer).load();
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  await app.listen(configuration.port, configuration.host);
  logger.info({ port: configuration.port, host: configuration.host }, 'serving');
});
