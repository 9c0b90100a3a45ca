import type { LetterReceipt, SubmitLetter } from '@huiyin/contract';
import { LetterReceiptSchema, SubmitLetterSchema } from '@huiyin/contract';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NO_SIGNS } from '../guard/guard.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { visitorOf } from '../platform/limits/visitor.ts';
import { JobNudge } from '../platform/queue/job-nudge.ts';
import { LetterDoorService } from './letter-door.service.ts';

/** Where everybody writes. */
@ApiTags('letters')
@Controller('api/v1/letters')
export class LettersController {
  constructor(
    private readonly door: LetterDoorService,
    private readonly clock: Clock,
    private readonly jobs: JobNudge,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Write a letter to a department', security: [] })
  @ApiCreatedResponse({
    standardSchema: LetterReceiptSchema,
    description: 'Received, with the number and the query code. The code is shown this once.',
  })
  @ApiOkResponse({
    standardSchema: LetterReceiptSchema,
    description: 'Received before: the same number, without the code.',
  })
  async submit(
    @Req() request: FastifyRequest,
    @Body({ schema: SubmitLetterSchema }) letter: SubmitLetter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LetterReceipt> {
    const receipt = await this.door.submit(letter, NO_SIGNS, visitorOf(request), this.clock.now());
    if (receipt.outcome === 'accepted') this.jobs.nudge('fold-tallies');
    void reply.status(receipt.outcome === 'repeated' ? 200 : 201).header('cache-control', 'no-store');
    return receipt;
  }
}
