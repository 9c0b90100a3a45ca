import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { requestLogging } from '../logging/logger.ts';
import { Metrics } from '../metrics/metrics.ts';
import { DoorPipe } from './door.pipe.ts';
import { readFileForms } from './file-form-body.ts';
import { readFormBodies } from './form-body.ts';
import { readJsonBodies } from './json-body.ts';
import { BODY_LIMIT } from './limits.ts';
import type { ProblemFilter } from './problem.filter.ts';
import { readRefusedBodies } from './unread-bodies.ts';

/** The HTTP server underneath. `problems` answers what fails before a route is found, such as an address of broken escapes. */
export const createAdapter = (
  logger: Logger,
  proxies: string,
  problems: () => ProblemFilter,
): FastifyAdapter =>
  new FastifyAdapter({
    trustProxy: proxies,
    ...requestLogging(logger),
    bodyLimit: BODY_LIMIT,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // A letter with photos over a slow mobile network.
    requestTimeout: 180_000,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void problems().answer(error, request, reply);
    },
  });

/** So long a stop waits for who still reads an answer. Somebody who asks and never reads must not keep a site from stopping. */
const LINGER_MS = 5_000;

/** Everything between the network and a route: strict bodies, the door, security headers, compression, counting. */
export async function furnish(app: NestFastifyApplication, problems: ProblemFilter): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  readJsonBodies(fastify);
  readFormBodies(fastify);
  readFileForms(fastify);
  readRefusedBodies(fastify);
  app.useGlobalPipes(new DoorPipe());
  app.useGlobalFilters(problems);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Charts are SVG with style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Whether a city serves HTTPS is told by its proxy, which then sets this header itself.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  fastify.addHook('preClose', (done) => {
    setTimeout(() => fastify.server.closeAllConnections(), LINGER_MS).unref();
    done();
  });
  const { requestSeconds } = app.get(Metrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    requestSeconds.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: String(reply.statusCode),
      },
      reply.elapsedTime / 1000,
    );
    done();
  });
}
