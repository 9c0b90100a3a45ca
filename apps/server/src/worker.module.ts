import type { DynamicModule, Provider } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { SuppressionJobs } from './indicators/suppression/suppression.jobs.ts';
import { TallyJobs } from './indicators/tally.jobs.ts';
import { AttachmentJobs } from './letters/attachments.jobs.ts';
import type { Configuration } from './platform/configuration/configuration.ts';
import { PartitionJobs } from './platform/database/partition.jobs.ts';
import { WorkerBeat } from './platform/health/worker-beat.ts';
import { MailSending } from './platform/mail/mail-sending.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { JobRunner } from './platform/queue/job-runner.ts';
import type { JobLane } from './platform/queue/job-table.ts';
import { LaneThread } from './platform/queue/lane-thread.ts';
import { LANE } from './platform/tokens.ts';
import { ReleaseJobs } from './releases/release.jobs.ts';
import { SUBJECTS } from './tool.module.ts';

const HANDLERS: Readonly<Record<JobLane, readonly Provider[]>> = {
  prompt: [TallyJobs, AttachmentJobs, MailSending, PartitionJobs, WorkerBeat, LaneThread],
  long: [SuppressionJobs, ReleaseJobs],
};

/** The role that runs the jobs of a lane. Handlers are providers of their subject; the runner finds and checks them at start-up. */
@Module({})
export class WorkerModule {
  static with(configuration: Configuration, lane: JobLane): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.with(configuration, 'worker'), ...SUBJECTS],
      providers: [...HANDLERS[lane], { provide: LANE, useValue: lane }, JobRunner],
    };
  }
}
