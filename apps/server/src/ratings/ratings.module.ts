import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { GuardModule } from '../guard/guard.module.ts';
import { RectificationModule } from '../rectification/rectification.module.ts';
import { AppealsRepository } from './appeals.repository.ts';
import { AppealsService } from './appeals.service.ts';
import { HeldRatingsRepository } from './held-ratings.repository.ts';
import { HeldRatingsService } from './held-ratings.service.ts';
import { InvitationsService } from './invitations.service.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { OffersService } from './offers.service.ts';
import { OwnRatingController } from './own-rating.controller.ts';
import { OwnRatingService } from './own-rating.service.ts';
import { ParticipationRepository } from './participation.repository.ts';
import { PointsRepository } from './points.repository.ts';
import { PointsService } from './points.service.ts';
import { RatingDoorService } from './rating-door.service.ts';
import { RatingsBulk } from './ratings.bulk.ts';
import { RatingsController } from './ratings.controller.ts';
import { RatingsRepository } from './ratings.repository.ts';
import { RatingsService } from './ratings.service.ts';

/** Invitations to rate, and the ratings. */
@Module({
  imports: [DirectoryModule, GuardModule, RectificationModule],
  controllers: [RatingsController, OwnRatingController],
  providers: [
    HeldRatingsRepository,
    HeldRatingsService,
    RatingDoorService,
    InvitationsService,
    OffersService,
    OwnRatingService,
    ParticipationRepository,
    PointsRepository,
    PointsService,
    RatingRowsRepository,
    RatingsBulk,
    RatingsRepository,
    RatingsService,
    AppealsRepository,
    AppealsService,
  ],
  exports: [
    HeldRatingsService,
    RatingDoorService,
    InvitationsService,
    OffersService,
    OwnRatingService,
    ParticipationRepository,
    PointsService,
    RatingsBulk,
    RatingsRepository,
    RatingsService,
    AppealsRepository,
    AppealsService,
  ],
})
export class RatingsModule {}
