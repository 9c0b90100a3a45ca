import { Module } from '@nestjs/common';
import { DirectoryModule } from '../../directory/directory.module.ts';
import { FigureSumsRepository } from '../../indicators/figure-sums.repository.ts';
import { FiguresRepository } from '../../indicators/figures.repository.ts';
import { FiguresService } from '../../indicators/figures.service.ts';
import { FoldRepository } from '../../indicators/fold.repository.ts';
import { FoldService } from '../../indicators/fold.service.ts';
import { StaleRepository } from '../../indicators/stale.repository.ts';
import { LettersModule } from '../../letters/letters.module.ts';
import { RatingsModule } from '../../ratings/ratings.module.ts';
import { ImportService } from './import.service.ts';

/** Files in. */
@Module({
  imports: [DirectoryModule, RatingsModule, LettersModule],
  providers: [ImportService, FoldService, FoldRepository, StaleRepository, FiguresService, FigureSumsRepository, FiguresRepository],
  exports: [ImportService],
})
export class ImportModule {}
