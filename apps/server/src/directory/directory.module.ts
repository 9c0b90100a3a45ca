import { Module } from '@nestjs/common';
import { CentresRepository } from './centres.repository.ts';
import { DirectoryRepository } from './directory.repository.ts';
import { DirectoryService } from './directory.service.ts';
import { RulesRepository } from './rules.repository.ts';
import { RulesService } from './rules.service.ts';
import { SiteSettingsService } from './site-settings.ts';

/** Who serves whom, and under which rules. */
@Module({
  providers: [
    CentresRepository,
    DirectoryRepository,
    DirectoryService,
    RulesRepository,
    RulesService,
    SiteSettingsService,
  ],
  exports: [CentresRepository, DirectoryRepository, DirectoryService, RulesService, SiteSettingsService],
})
export class DirectoryModule {}
