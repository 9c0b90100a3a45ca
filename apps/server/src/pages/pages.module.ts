import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { DisclosureModule } from '../disclosure/disclosure.module.ts';
import { IndicatorsModule } from '../indicators/indicators.module.ts';
import { ReleasesModule } from '../releases/releases.module.ts';
import { PageFrames } from './page-frames.ts';
import { PageMemory } from './page-memory.ts';
import { PageProblemFilter } from './page-problem.filter.ts';
import { PageRenderer } from './page-renderer.ts';
import { PageSender } from './page-sender.ts';
import { PagesController } from './pages.controller.ts';

/** The public pages. */
@Module({
  imports: [DirectoryModule, DisclosureModule, IndicatorsModule, ReleasesModule],
  controllers: [PagesController],
  providers: [PageFrames, PageMemory, PageProblemFilter, PageRenderer, PageSender],
})
export class PagesModule {}
