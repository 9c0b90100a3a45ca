import type { Type } from '@nestjs/common';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { Clock, SystemClock } from '../platform/clock/clock.ts';
import type { MailConfiguration } from '../platform/configuration/configuration.ts';
import { DoorPipe } from '../platform/http/door.pipe.ts';
import { PageOrigin } from '../platform/http/page-origin.ts';
import { ProblemFilter } from '../platform/http/problem.filter.ts';
import { ApiKeysRepository } from '../platform/keys/api-keys.repository.ts';
import { ApiKeysService } from '../platform/keys/api-keys.service.ts';
import { VirusScanner } from '../platform/files/virus-scanner.ts';
import { DoorLimitsRepository } from '../platform/limits/door-limits.repository.ts';
import { DoorLimits } from '../platform/limits/door-limits.ts';
import { MailOutbox } from '../platform/mail/mail-outbox.ts';
import { MailsRepository } from '../platform/mail/mails.repository.ts';
import { JobNudge } from '../platform/queue/job-nudge.ts';
import { Sealer } from '../platform/secrets/sealer.ts';

/** One subject behind its door, for tests that knock: the real pipe, filter and services on a test database. */
export interface SampleDoor {
  readonly app: NestFastifyApplication;
  /** The jobs that were woken, in order. */
  readonly nudges: readonly string[];
  post(url: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
}

export async function openSampleDoor(
  subject: Type,
  source: DataSource,
  sealer: Sealer,
  clock: Clock = new SystemClock(),
  mail: MailConfiguration | null = null,
): Promise<SampleDoor> {
  const nudges: string[] = [];
  @Global()
  @Module({
    providers: [
      { provide: DataSource, useValue: source },
      { provide: Clock, useValue: clock },
      { provide: Sealer, useValue: sealer },
      { provide: VirusScanner, useValue: new VirusScanner(null) },
      DoorLimits,
      DoorLimitsRepository,
      MailsRepository,
      ApiKeysRepository,
      ApiKeysService,
      { provide: PageOrigin, useValue: new PageOrigin({ origin: null }) },
      { provide: MailOutbox, useValue: new MailOutbox(new MailsRepository(), sealer, { mail }) },
      { provide: JobNudge, useValue: { nudge: (name: string) => nudges.push(name) } },
    ],
    exports: [
      DataSource,
      Clock,
      Sealer,
      VirusScanner,
      DoorLimits,
      JobNudge,
      MailOutbox,
      ApiKeysService,
      PageOrigin,
    ],
  })
  class SamplePlatform {}
  @Module({ imports: [SamplePlatform, subject] })
  class SampleSite {}

  const app = await NestFactory.create<NestFastifyApplication>(SampleSite, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  app.useGlobalPipes(new DoorPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  return {
    app,
    nudges,
    async post(url, body) {
      const answer = await app.inject({ method: 'POST', url, payload: body as object });
      return { status: answer.statusCode, body: answer.json() };
    },
  };
}
