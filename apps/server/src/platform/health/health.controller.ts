import { Controller, Get, HttpCode, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from '../configuration/configuration.ts';
import { VisitorError } from '../errors/errors.ts';
import { Metrics } from '../metrics/metrics.ts';
import { CONFIGURATION } from '../tokens.ts';
import { HealthService } from './health.service.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For operators and their tools: alive, ready, and the figures of the machine room. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly metrics: Metrics,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Alive as long as it answers at all. */
  @Get('health/live')
  @HttpCode(200)
  live(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const readiness = await this.health.readiness();
    await reply
      .status(readiness.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(readiness);
  }

  /** To this machine only, unless configured otherwise; through a proxy on this machine counts as from outside. */
  @Get('metrics')
  async readMetrics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const local =
      LOOPBACK.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
    if (this.configuration.metricsFrom === 'loopback' && !local) throw new VisitorError('not_found');
    await this.health.countMails();
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
