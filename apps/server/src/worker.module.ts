import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { TallyJobs } from './indicators/tally.jobs.ts';
import type { Configuration } from './platform/configuration/configuration.ts';
import { PartitionJobs } from './platform/database/partition.jobs.ts';
import { WorkerBeat } from './platform/health/worker-beat.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { JobRunner } from './platform/queue/job-runner.ts';
import { ReleaseJobs } from './releases/release.jobs.ts';
import { SUBJECTS } from './tool.module.ts';

/** The role that runs jobs. Handlers are providers of their subject; the runner finds and checks them at start-up. */
@Module({})
export class WorkerModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.with(configuration, 'worker'), ...SUBJECTS],
      providers: [TallyJobs, ReleaseJobs, PartitionJobs, WorkerBeat, JobRunner],
    };
  }
}
