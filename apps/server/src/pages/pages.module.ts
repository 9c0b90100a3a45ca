import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { DisclosureModule } from '../disclosure/disclosure.module.ts';
import { IndicatorsModule } from '../indicators/indicators.module.ts';
import { LettersModule } from '../letters/letters.module.ts';
import { RatingsModule } from '../ratings/ratings.module.ts';
import { ReleasesModule } from '../releases/releases.module.ts';
import { PageFrames } from './page-frames.ts';
import { PageMemory } from './page-memory.ts';
import { PageProblemFilter } from './page-problem.filter.ts';
import { PageRenderer } from './page-renderer.ts';
import { PageSender } from './page-sender.ts';
import { DisplayController } from './display.controller.ts';
import { AnswerPagesController } from './letters/answer-pages.controller.ts';
import { AnswerPagesService } from './letters/answer-pages.service.ts';
import { AnswersService } from './letters/answers.service.ts';
import { LetterPagesController } from './letters/letter-pages.controller.ts';
import { TrackPagesService } from './letters/track-pages.service.ts';
import { WritePagesService } from './letters/write-pages.service.ts';
import { OfflineController } from './offline.controller.ts';
import { ChoiceService } from './rating/choice.service.ts';
import { RatingPagesController } from './rating/rating-pages.controller.ts';
import { RatingPagesService } from './rating/rating-pages.service.ts';
import { PagesController } from './pages.controller.ts';

/** The public pages. */
@Module({
  imports: [
    DirectoryModule,
    DisclosureModule,
    IndicatorsModule,
    LettersModule,
    RatingsModule,
    ReleasesModule,
  ],
  controllers: [
    PagesController,
    RatingPagesController,
    LetterPagesController,
    AnswerPagesController,
    DisplayController,
    OfflineController,
  ],
  providers: [
    AnswerPagesService,
    AnswersService,
    ChoiceService,
    PageFrames,
    PageMemory,
    PageProblemFilter,
    PageRenderer,
    PageSender,
    RatingPagesService,
    TrackPagesService,
    WritePagesService,
  ],
})
export class PagesModule {}
