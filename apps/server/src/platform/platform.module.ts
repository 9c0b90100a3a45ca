import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { Global, Injectable, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Clock, SystemClock } from './clock/clock.ts';
import type { Configuration } from './configuration/configuration.ts';
import { createDataSource } from './database/data-source.ts';
import { MailOutbox } from './mail/mail-outbox.ts';
import { MailsRepository } from './mail/mails.repository.ts';
import { Metrics } from './metrics/metrics.ts';
import { VirusScanner } from './files/virus-scanner.ts';
import { PageOrigin } from './http/page-origin.ts';
import { ApiKeysRepository } from './keys/api-keys.repository.ts';
import { ApiKeysService } from './keys/api-keys.service.ts';
import { JobNudge } from './queue/job-nudge.ts';
import { KeptKeyRing } from './secrets/kept-key-ring.ts';
import { DoorLimitsRepository } from './limits/door-limits.repository.ts';
import { DoorLimits } from './limits/door-limits.ts';
import { ResealingRepository } from './secrets/resealing.repository.ts';
import { ResealingService } from './secrets/resealing.ts';
import { Sealer } from './secrets/sealer.ts';
import { CONFIGURATION } from './tokens.ts';

/** Closes the database last: the queue and the requests that still run are closed by their own hooks before. */
@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

/** What every subject may ask for: configuration, database, clock, secrets, metrics and the wake-up of jobs. */
@Global()
@Module({})
export class PlatformModule {
  static with(configuration: Configuration, role: 'api' | 'worker'): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: CONFIGURATION, useValue: configuration },
        { provide: Clock, useClass: SystemClock },
        { provide: Metrics, useFactory: () => new Metrics(role) },
        {
          provide: Sealer,
          useFactory: () => {
            const keys = new KeptKeyRing(configuration.secretsFile);
            return new Sealer(keys.ring, keys.anew);
          },
        },
        { provide: DataSource, useFactory: () => createDataSource(configuration.databaseUrl).initialize() },
        { provide: VirusScanner, useFactory: () => new VirusScanner(configuration.clamd) },
        DoorLimitsRepository,
        DoorLimits,
        ResealingRepository,
        ResealingService,
        MailsRepository,
        MailOutbox,
        ApiKeysRepository,
        ApiKeysService,
        PageOrigin,
        DatabaseCloser,
        JobNudge,
      ],
      exports: [
        CONFIGURATION,
        Clock,
        Metrics,
        Sealer,
        DataSource,
        JobNudge,
        VirusScanner,
        DoorLimits,
        ResealingService,
        MailsRepository,
        MailOutbox,
        ApiKeysService,
        PageOrigin,
        DiscoveryModule,
      ],
    };
  }
}
