import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { DirectoryModule } from './directory/directory.module.ts';
import { DisclosureModule } from './disclosure/disclosure.module.ts';
import { IndicatorsModule } from './indicators/indicators.module.ts';
import { LettersModule } from './letters/letters.module.ts';
import type { Configuration } from './platform/configuration/configuration.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { RatingsModule } from './ratings/ratings.module.ts';
import { ReleasesModule } from './releases/releases.module.ts';

export const SUBJECTS = [
  DirectoryModule,
  RatingsModule,
  LettersModule,
  DisclosureModule,
  IndicatorsModule,
  ReleasesModule,
];

/** All subjects without a door and without jobs: what the commands (import, rebuild, demonstration) stand on. */
@Module({})
export class ToolModule {
  static with(configuration: Configuration): DynamicModule {
    return { module: ToolModule, imports: [PlatformModule.with(configuration, 'worker'), ...SUBJECTS] };
  }
}
