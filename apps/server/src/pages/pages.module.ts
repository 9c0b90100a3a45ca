import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { DisclosureModule } from '../disclosure/disclosure.module.ts';
import { IndicatorsModule } from '../indicators/indicators.module.ts';
import { RatingsModule } from '../ratings/ratings.module.ts';
import { ReleasesModule } from '../releases/releases.module.ts';
import { PageFrames } from './page-frames.ts';
import { PageMemory } from './page-memory.ts';
import { PageProblemFilter } from './page-problem.filter.ts';
import { PageRenderer } from './page-renderer.ts';
import { PageSender } from './page-sender.ts';
import { DisplayController } from './display.controller.ts';
import { PageOrigin } from './page-origin.ts';
import { ChoiceService } from './rating/choice.service.ts';
import { RatingPagesController } from './rating/rating-pages.controller.ts';
import { RatingPagesService } from './rating/rating-pages.service.ts';
import { PagesController } from './pages.controller.ts';

/** The public pages. */
@Module({
  imports: [DirectoryModule, DisclosureModule, IndicatorsModule, RatingsModule, ReleasesModule],
  controllers: [PagesController, RatingPagesController, DisplayController],
  providers: [
    ChoiceService,
    PageFrames,
    PageMemory,
    PageOrigin,
    PageProblemFilter,
    PageRenderer,
    PageSender,
    RatingPagesService,
  ],
})
export class PagesModule {}
