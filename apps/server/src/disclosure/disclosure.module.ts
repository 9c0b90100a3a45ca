import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { LettersPublicController } from './letters-public.controller.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';
import { PublishedLettersRepository } from './published-letters.repository.ts';
import { PublishedLettersService } from './published-letters.service.ts';

/** Publishing letters with their replies as redacted copies, and reading them. */
@Module({
  imports: [DirectoryModule],
  controllers: [LettersPublicController],
  providers: [PublishedCopiesRepository, PublishedLettersRepository, PublishedLettersService],
  exports: [PublishedLettersService],
})
export class DisclosureModule {}
