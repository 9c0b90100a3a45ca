import { Module } from '@nestjs/common';
import { DirectoryRepository } from './directory.repository.ts';
import { DirectoryService } from './directory.service.ts';
import { RulesRepository } from './rules.repository.ts';
import { RulesService } from './rules.service.ts';
import { SiteSettingsService } from './site-settings.ts';

/** Who serves whom, and under which rules. */
@Module({
  providers: [DirectoryRepository, DirectoryService, RulesRepository, RulesService, SiteSettingsService],
  exports: [DirectoryRepository, DirectoryService, RulesService, SiteSettingsService],
})
export class DirectoryModule {}
