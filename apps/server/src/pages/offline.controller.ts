import { paths } from '@huiyin/contract';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { VisitorError } from '../platform/errors/errors.ts';
import { both } from './both.ts';
import { PageSender } from './page-sender.ts';

const TOKEN = /^[\w-]{44}$/;

/** The pages that a device keeps for the time without a network. They are the same for everybody. */
@ApiExcludeController()
@Controller()
export class OfflineController {
  constructor(private readonly sender: PageSender) {}

  @Get(both(paths.kept()))
  kept(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'kept',
      data: { items: [], kiosk: null },
    }));
  }

  /** The thanks of a terminal that has no network. */
  @Get(both(paths.kioskKept(':token')))
  keptAtKiosk(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<void> {
    if (!TOKEN.test(token)) throw new VisitorError('not_found');
    return this.sender.send(request, reply, async () => ({
      page: 'kept',
      data: { items: [], kiosk: { back: paths.kiosk(token) } },
    }));
  }

  @Get(both(paths.offline()))
  offline(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sender.send(request, reply, async () => ({ page: 'offline', data: null }));
  }
}
