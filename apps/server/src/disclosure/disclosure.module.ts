import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { LettersModule } from '../letters/letters.module.ts';
import { DisclosureService } from './disclosure.service.ts';
import { LettersPublicController } from './letters-public.controller.ts';
import { OwnDeedsService } from './own-deeds.service.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';
import { PublishedLettersRepository } from './published-letters.repository.ts';
import { PublishedLettersService } from './published-letters.service.ts';
import { OwnPublicCopyService } from './own-public-copy.service.ts';
import { RemovalsRepository } from './removals.repository.ts';
import { RemovalsService } from './removals.service.ts';
import { RemovedWords } from './removed-words.ts';

/** Publishing letters with their replies as redacted copies, and reading them. */
@Module({
  imports: [DirectoryModule, LettersModule],
  controllers: [LettersPublicController],
  providers: [
    DisclosureService,
    OwnDeedsService,
    OwnPublicCopyService,
    PublishedCopiesRepository,
    PublishedLettersRepository,
    PublishedLettersService,
    RemovalsRepository,
    RemovalsService,
    RemovedWords,
  ],
  exports: [
    DisclosureService,
    OwnDeedsService,
    OwnPublicCopyService,
    PublishedLettersService,
    RemovalsService,
  ],
})
export class DisclosureModule {}
