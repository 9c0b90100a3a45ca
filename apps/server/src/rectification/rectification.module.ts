import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.ts';
import { RectificationsBulk } from './rectifications.bulk.ts';
import { RectificationsRepository } from './rectifications.repository.ts';
import { RectificationsService } from './rectifications.service.ts';

/** What departments do about bad ratings. */
@Module({
  imports: [DirectoryModule],
  providers: [RectificationsRepository, RectificationsService, RectificationsBulk],
  exports: [RectificationsRepository, RectificationsService, RectificationsBulk],
})
export class RectificationModule {}
