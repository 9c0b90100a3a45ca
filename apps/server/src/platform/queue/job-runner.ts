import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { UnrecoverableError } from 'bullmq';
import type { Configuration } from '../configuration/configuration.ts';
import { isOutage } from '../errors/outage.ts';
import { Metrics } from '../metrics/metrics.ts';
import { CONFIGURATION, LANE } from '../tokens.ts';
import type { JobQueueBackend, JobWorkerBackend } from './backend.ts';
import { openQueue, openWorker } from './backend.ts';
import type { FoundHandler } from './handler-table.ts';
import { pairHandlers } from './handler-table.ts';
import type { JobHandler } from './handles-job.ts';
import { handledJob } from './handles-job.ts';
import type { JobLane, JobName, JobResult } from './job-table.ts';
import { JOBS, jobsOf } from './job-table.ts';

/** A long recomputation must not keep the fold waiting. */
const CONCURRENCY = 3;

/** The worker's half of the queue of one lane: checks the table of jobs at start-up, keeps their schedules, runs them. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(JobRunner.name);
  private handlers: ReadonlyMap<JobName, JobHandler> = new Map();
  private queue: JobQueueBackend | null = null;
  private worker: JobWorkerBackend | null = null;
  /** When each job last ended well, milliseconds since 1970: what the worker's health is judged by. */
  readonly lastSuccess = new Map<JobName, number>();

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LANE) private readonly lane: JobLane,
    private readonly discovery: DiscoveryService,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.handlers = pairHandlers(jobsOf(this.lane), this.findHandlers());
    this.queue = openQueue(this.configuration, this.lane);
    this.queue.on('error', (error) => this.log.warn(`queue: ${String(error)}`));
    await this.keepSchedules(this.queue);
    this.worker = openWorker(
      this.configuration,
      this.lane,
      (job) => this.run(job.name, job.data),
      CONCURRENCY,
    );
    this.worker.on('error', (error) => this.log.warn(`worker: ${String(error)}`));
    this.worker.run().catch((error: unknown) => this.log.error(`the worker stopped: ${String(error)}`));
  }

  /** Finishes the jobs that have begun; the rest stands in tables. */
  async onApplicationShutdown(): Promise<void> {
    await this.worker?.close();
    await this.queue?.close();
  }

  /** Runs one job by name: parses its payload, measures it, and sorts a failure into retry or give up. */
  async run(name: JobName, data: object): Promise<JobResult> {
    const handler = this.handlers.get(name);
    if (handler === undefined) throw new UnrecoverableError(`no such job: ${name}`);
    const stop = this.metrics.jobSeconds.startTimer({ job: name });
    try {
      const result = await handler(JOBS[name].payload.parse(data) as never);
      this.lastSuccess.set(name, Date.now());
      stop({ outcome: result });
      return result;
    } catch (error) {
      const away = isOutage(error);
      stop({ outcome: away ? 'retry' : 'failed' });
      if (away) this.log.warn(`${name}: the database is away; the next tick tries again`);
      else this.log.error(error instanceof Error ? error : String(error), `${name} failed`);
      throw error;
    }
  }

  /** Schedules of this version replace those of the last one. */
  private async keepSchedules(queue: JobQueueBackend): Promise<void> {
    const jobs = jobsOf(this.lane);
    for (const { key } of await queue.getJobSchedulers()) {
      if (!(jobs as string[]).includes(key)) await queue.removeJobScheduler(key);
    }
    for (const name of jobs) {
      const { schedule, attempts } = JOBS[name];
      if (schedule !== null)
        await queue.upsertJobScheduler(
          name,
          { every: schedule.everyMs },
          { name, data: {}, opts: { attempts } },
        );
    }
  }

  private findHandlers(): FoundHandler[] {
    const scanner = new MetadataScanner();
    return this.discovery.getProviders().flatMap((wrapper) => {
      const { instance } = wrapper as { instance: object | null };
      if (instance === null || typeof instance !== 'object') return [];
      return scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object).flatMap((method) => {
        const job = this.discovery.getMetadataByDecorator(handledJob, wrapper, method);
        const run = (instance as Record<string, JobHandler>)[method];
        return job === undefined || run === undefined
          ? []
          : [{ job, where: `${instance.constructor.name}.${method}`, run: run.bind(instance) }];
      });
    });
  }
}
