import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { GuardModule } from '../guard/guard.module.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import { AttachmentsService } from './attachments.service.ts';
import { HeldLettersRepository } from './held-letters.repository.ts';
import { HeldLettersService } from './held-letters.service.ts';
import { LetterDoorService } from './letter-door.service.ts';
import { LetterIntakeService } from './letter-intake.service.ts';
import { LetterMails } from './letter-mails.service.ts';
import { LettersBulk } from './letters.bulk.ts';
import { LettersController } from './letters.controller.ts';
import { LettersRepository } from './letters.repository.ts';
import { LettersService } from './letters.service.ts';
import { OwnLetterService } from './own-letter.service.ts';
import { ReplySamplesService } from './reply-samples.service.ts';

/** Letters, their histories and their replies. */
@Module({
  imports: [DirectoryModule, GuardModule],
  controllers: [LettersController],
  providers: [
    AttachmentsRepository,
    AttachmentsService,
    HeldLettersRepository,
    HeldLettersService,
    LetterDoorService,
    LetterIntakeService,
    LetterMails,
    LettersBulk,
    LettersRepository,
    LettersService,
    OwnLetterService,
    ReplySamplesService,
  ],
  exports: [
    AttachmentsService,
    HeldLettersService,
    LetterDoorService,
    LetterIntakeService,
    LettersBulk,
    LettersRepository,
    LettersService,
    OwnLetterService,
    ReplySamplesService,
  ],
})
export class LettersModule {}
