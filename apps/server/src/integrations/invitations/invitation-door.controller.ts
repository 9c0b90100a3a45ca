import type { InviteCases, InvitedCases } from '@huiyin/contract';
import { InviteCasesSchema, InvitedCasesSchema } from '@huiyin/contract';
import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../platform/clock/clock.ts';
import { PageOrigin } from '../../platform/http/page-origin.ts';
import type { ApiKey } from '../../platform/keys/api-key.ts';
import { KeyOfRequest, NeedsApiKey } from '../../platform/keys/needs-api-key.ts';
import { JobNudge } from '../../platform/queue/job-nudge.ts';
import { InvitationDoorService } from './invitation-door.service.ts';

/** Where the system of a hall, a hotline or a portal asks for the links of its cases. */
@ApiTags('ratings')
@Controller('api/v1/invitations')
export class InvitationDoorController {
  constructor(
    private readonly door: InvitationDoorService,
    private readonly origin: PageOrigin,
    private readonly clock: Clock,
    private readonly jobs: JobNudge,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @NeedsApiKey('invitations')
  @ApiOperation({ summary: 'Invite whoever had a case to rate it: up to 1,000 cases in, their links out' })
  @ApiOkResponse({
    standardSchema: InvitedCasesSchema,
    description:
      'One result for each case, in their order. A case that was named before has the link it had; a wrong one says what is wrong with it, and the others are stored.',
  })
  async invite(
    @Req() request: FastifyRequest,
    @KeyOfRequest() key: ApiKey,
    @Body({ schema: InviteCasesSchema }) { invitations }: InviteCases,
  ): Promise<InvitedCases> {
    const origin = this.origin.of(request);
    const results = await this.door.invite(invitations, key, origin, this.clock.now());
    if (results.some(({ outcome }) => outcome === 'accepted')) this.jobs.nudge('fold-tallies');
    return { results };
  }
}
