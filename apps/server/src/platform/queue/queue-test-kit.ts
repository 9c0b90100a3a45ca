import type { INestApplicationContext } from '@nestjs/common';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Configuration } from '../configuration/configuration.ts';
import { PlatformModule } from '../platform.module.ts';
import { HandlesJob } from './handles-job.ts';
import { JobNudge } from './job-nudge.ts';
import { JobRunner } from './job-runner.ts';
import { LANE } from '../tokens.ts';
import type { JobLane, JobName, JobResult } from './job-table.ts';

/** Handlers that only count how often they were called; `fail` makes the next call of a job throw. */
class Counting {
  readonly calls = new Map<JobName, number>();
  readonly fail = new Set<JobName>();

  protected async count(name: JobName): Promise<JobResult> {
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
    if (this.fail.delete(name)) throw new Error(`${name} was told to fail`);
    return 'done';
  }
}

@Injectable()
class PromptHandlers extends Counting {
  @HandlesJob('fold-tallies')
  fold(): Promise<JobResult> {
    return this.count('fold-tallies');
  }
  @HandlesJob('rebuild-tallies')
  rebuild(): Promise<JobResult> {
    return this.count('rebuild-tallies');
  }
  @HandlesJob('compute-figures')
  compute(): Promise<JobResult> {
    return this.count('compute-figures');
  }
  @HandlesJob('roll-day')
  roll(): Promise<JobResult> {
    return this.count('roll-day');
  }
  @HandlesJob('send-mail')
  mail(): Promise<JobResult> {
    return this.count('send-mail');
  }
  @HandlesJob('tidy-attachments')
  tidy(): Promise<JobResult> {
    return this.count('tidy-attachments');
  }
  @HandlesJob('keep-partitions')
  keep(): Promise<JobResult> {
    return this.count('keep-partitions');
  }
}

@Injectable()
class LongHandlers extends Counting {
  @HandlesJob('withhold-cells')
  withhold(): Promise<JobResult> {
    return this.count('withhold-cells');
  }
  @HandlesJob('make-releases')
  release(): Promise<JobResult> {
    return this.count('make-releases');
  }
}

const HANDLERS = { prompt: PromptHandlers, long: LongHandlers } as const;

export interface RunningLane {
  readonly handlers: Pick<Counting, 'calls' | 'fail'>;
  readonly nudge: JobNudge;
  readonly runner: JobRunner;
  close(): Promise<void>;
}

/** One lane of a worker with counting handlers, on whichever backend the configuration names. */
export async function runLane(configuration: Configuration, lane: JobLane): Promise<RunningLane> {
  @Module({
    imports: [PlatformModule.with(configuration, 'worker')],
    providers: [HANDLERS[lane], { provide: LANE, useValue: lane }, JobRunner],
  })
  class QueueTestModule {}
  const app: INestApplicationContext = await NestFactory.createApplicationContext(QueueTestModule, {
    logger: false,
  });
  return {
    handlers: app.get<Counting>(HANDLERS[lane]),
    nudge: app.get(JobNudge),
    runner: app.get(JobRunner),
    close: () => app.close(),
  };
}

/** Waits until it is so; fails after the given time with what it waited for. */
export async function eventually(what: string, isSo: () => boolean, withinMs = 8_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
