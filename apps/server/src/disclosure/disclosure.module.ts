import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { LettersModule } from '../letters/letters.module.ts';
import { DisclosureService } from './disclosure.service.ts';
import { LettersPublicController } from './letters-public.controller.ts';
import { OwnDeedsService } from './own-deeds.service.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';
import { PublishedLettersRepository } from './published-letters.repository.ts';
import { PublishedLettersService } from './published-letters.service.ts';

/** Publishing letters with their replies as redacted copies, and reading them. */
@Module({
  imports: [DirectoryModule, LettersModule],
  controllers: [LettersPublicController],
  providers: [
    DisclosureService,
    OwnDeedsService,
    PublishedCopiesRepository,
    PublishedLettersRepository,
    PublishedLettersService,
  ],
  exports: [DisclosureService, OwnDeedsService, PublishedLettersService],
})
export class DisclosureModule {}
