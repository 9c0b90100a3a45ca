import type { RatingOffer, RatingReceipt, SubmitRating } from '@huiyin/contract';
import { RatingOfferSchema, RatingReceiptSchema, SubmitRatingSchema } from '@huiyin/contract';
import { Body, Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NO_SIGNS } from '../guard/guard.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { visitorOf } from '../platform/limits/visitor.ts';
import { JobNudge } from '../platform/queue/job-nudge.ts';
import { OffersService } from './offers.service.ts';
import { RatingDoorService } from './rating-door.service.ts';

/** Where everybody rates. */
@ApiTags('ratings')
@Controller('api/v1')
export class RatingsController {
  constructor(
    private readonly door: RatingDoorService,
    private readonly offers: OffersService,
    private readonly clock: Clock,
    private readonly jobs: JobNudge,
  ) {}

  @Post('ratings')
  @ApiOperation({ summary: 'Rate a case by its invitation, or a service item freely', security: [] })
  @ApiCreatedResponse({ standardSchema: RatingReceiptSchema, description: 'Stored.' })
  @ApiOkResponse({ standardSchema: RatingReceiptSchema, description: 'Stored before: the first receipt.' })
  async submit(
    @Req() request: FastifyRequest,
    @Body({ schema: SubmitRatingSchema }) rating: SubmitRating,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RatingReceipt> {
    const signs = { ...NO_SIGNS, asks: false } as const;
    const receipt = await this.door.submit(rating, signs, visitorOf(request), this.clock.now());
    if (receipt.outcome === 'accepted') this.jobs.nudge('fold-tallies');
    void reply.status(receipt.outcome === 'accepted' ? 201 : 200).header('cache-control', 'no-store');
    return receipt;
  }

  @Get('invitations/:token')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What an invitation offers to rate; reading it stores nothing', security: [] })
  @ApiOkResponse({
    standardSchema: RatingOfferSchema,
    description: 'The department, the item, the channel, and whether the offer is still open.',
  })
  async offer(@Param('token') token: string): Promise<RatingOffer> {
    return (await this.offers.offer(token, this.clock.now())).offer;
  }
}
