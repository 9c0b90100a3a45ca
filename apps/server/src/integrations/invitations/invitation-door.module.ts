import { Module } from '@nestjs/common';
import { DirectoryModule } from '../../directory/directory.module.ts';
import { RatingsModule } from '../../ratings/ratings.module.ts';
import { InvitationDoorController } from './invitation-door.controller.ts';
import { InvitationDoorService } from './invitation-door.service.ts';

/** Cases in by the API, from whoever has a key for it. */
@Module({
  imports: [DirectoryModule, RatingsModule],
  controllers: [InvitationDoorController],
  providers: [InvitationDoorService],
})
export class InvitationDoorModule {}
