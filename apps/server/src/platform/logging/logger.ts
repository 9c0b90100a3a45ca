import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import type { FastifyServerOptions } from 'fastify';
import { LogController } from 'fastify';
import type { Logger } from 'pino';
import { pino } from 'pino';

/**
 * One JSON line an event. A request is logged by its route, never by its address: addresses hold tokens and numbers
 * that belong to persons. Bodies are never logged.
 */
export const createLogger = (level: string, role: 'api' | 'worker'): Logger =>
  pino({
    level,
    base: { role },
    serializers: {
      req: (request: { method: string; routeOptions?: { url?: string } }) => ({
        method: request.method,
        route: request.routeOptions?.url ?? 'unknown',
      }),
    },
  });

/** The parts of Fastify's options that concern logging. Finished requests are counted in the metrics, not logged. */
export const requestLogging = (
  logger: Logger,
): Pick<FastifyServerOptions, 'loggerInstance' | 'logController' | 'genReqId'> => ({
  loggerInstance: logger,
  logController: new LogController({ disableRequestLogging: true }),
  genReqId: () => randomUUID(),
});

/** Nest's own messages through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    this.logger.error(
      message instanceof Error ? { err: message, context } : { context, detail: rest.slice(0, -1) },
      String(message),
    );
  }
  debug(message: unknown, context?: string): void {
    this.logger.trace({ context }, String(message));
  }
}
