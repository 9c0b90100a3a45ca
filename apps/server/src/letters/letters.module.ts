import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import { AttachmentsService } from './attachments.service.ts';
import { LettersBulk } from './letters.bulk.ts';
import { LettersController } from './letters.controller.ts';
import { LettersRepository } from './letters.repository.ts';
import { LettersService } from './letters.service.ts';
import { OwnLetterService } from './own-letter.service.ts';
import { ReplySamplesService } from './reply-samples.service.ts';

/** Letters, their histories and their replies. */
@Module({
  imports: [DirectoryModule],
  controllers: [LettersController],
  providers: [
    AttachmentsRepository,
    AttachmentsService,
    LettersBulk,
    LettersRepository,
    LettersService,
    OwnLetterService,
    ReplySamplesService,
  ],
  exports: [
    AttachmentsService,
    LettersBulk,
    LettersRepository,
    LettersService,
    OwnLetterService,
    ReplySamplesService,
  ],
})
export class LettersModule {}
