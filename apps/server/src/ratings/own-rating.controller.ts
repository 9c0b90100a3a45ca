import type { RatingWords, OwnRating } from '@huiyin/contract';
import { RatingWordsSchema, OwnRatingSchema } from '@huiyin/contract';
import { Body, Controller, Delete, Get, Header, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '../platform/clock/clock.ts';
import { JobNudge } from '../platform/queue/job-nudge.ts';
import { OwnRatingService } from './own-rating.service.ts';

const KEY = 'the token that came with the receipt';

/** One's own rating: looked at, amended, taken back. */
@ApiTags('ratings')
@Controller('api/v1/own-ratings/:token')
export class OwnRatingController {
  constructor(
    private readonly own: OwnRatingService,
    private readonly clock: Clock,
    private readonly jobs: JobNudge,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: `One’s own rating, by ${KEY}`, security: [] })
  @ApiOkResponse({ standardSchema: OwnRatingSchema, description: 'What was said and what follows from it.' })
  look(@Param('token') token: string): Promise<OwnRating> {
    return this.own.look(token);
  }

  @Put()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Say something else instead, within the window; what was said before is kept',
    security: [],
  })
  @ApiOkResponse({ standardSchema: OwnRatingSchema, description: 'As it stands now.' })
  async amend(
    @Param('token') token: string,
    @Body({ schema: RatingWordsSchema }) words: RatingWords,
  ): Promise<OwnRating> {
    const own = await this.own.amend(token, words, this.clock.now());
    this.jobs.nudge('fold-tallies');
    return own;
  }

  @Delete()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Take one’s own rating back for good, within the window', security: [] })
  @ApiOkResponse({ standardSchema: OwnRatingSchema, description: 'As it stands now.' })
  async withdraw(@Param('token') token: string): Promise<OwnRating> {
    const own = await this.own.withdraw(token, this.clock.now());
    this.jobs.nudge('fold-tallies');
    return own;
  }
}
