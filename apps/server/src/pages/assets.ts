import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Configuration } from '../platform/configuration/configuration.ts';

/** The built styles and scripts below /assets. Their names carry a hash of their content, so they may be kept for ever. */
export async function serveAssets(app: NestFastifyApplication, configuration: Configuration): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(configuration.webFolder, 'client', 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
}
