import { Module } from '@nestjs/common';
import { DirectoryModule } from '../../directory/directory.module.ts';
import { IndicatorsModule } from '../../indicators/indicators.module.ts';
import { LettersModule } from '../../letters/letters.module.ts';
import { RatingsModule } from '../../ratings/ratings.module.ts';
import { ImportService } from './import.service.ts';

/** Files in. */
@Module({
  imports: [DirectoryModule, RatingsModule, LettersModule, IndicatorsModule],
  providers: [ImportService],
  exports: [ImportService],
})
export class ImportModule {}
