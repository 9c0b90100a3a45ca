import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Configuration } from '../platform/configuration/configuration.ts';

/**
 * The built styles and scripts below /assets, whose names carry a hash of their content, so that they may be kept for
 * ever; and at the root the few files that need an address that stays: each is asked for again every time.
 */
export async function serveAssets(app: NestFastifyApplication, configuration: Configuration): Promise<void> {
  const client = join(configuration.webFolder, 'client');
  await app.register(fastifyStatic, {
    root: join(client, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
  await app.register(fastifyStatic, {
    root: join(client, 'root'),
    prefix: '/',
    // A route for each file that is there, none for the rest of the site.
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'public, no-cache'),
    index: false,
    decorateReply: false,
  });
}
