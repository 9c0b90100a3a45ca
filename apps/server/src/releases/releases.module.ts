import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { IndicatorsModule } from '../indicators/indicators.module.ts';
import { ReleaseMaker } from './release-maker.service.ts';
import { ReleasesController } from './releases.controller.ts';
import { ReleasesRepository } from './releases.repository.ts';
import { ReleasesService } from './releases.service.ts';

/** Figures frozen, published and kept. */
@Module({
  imports: [DirectoryModule, IndicatorsModule],
  controllers: [ReleasesController],
  providers: [ReleasesRepository, ReleaseMaker, ReleasesService],
  exports: [ReleasesRepository, ReleaseMaker, ReleasesService],
})
export class ReleasesModule {}
