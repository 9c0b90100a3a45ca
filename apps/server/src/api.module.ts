import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { InvitationDoorModule } from './integrations/invitations/invitation-door.module.ts';
import { PagesModule } from './pages/pages.module.ts';
import type { Configuration } from './platform/configuration/configuration.ts';
import { HealthModule } from './platform/health/health.module.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { SUBJECTS } from './tool.module.ts';

/** The role that answers requests. */
@Module({})
export class ApiModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(configuration, 'api'),
        HealthModule,
        ...SUBJECTS,
        InvitationDoorModule,
        PagesModule,
      ],
    };
  }
}
