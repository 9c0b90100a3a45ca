import type { OnApplicationShutdown } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Configuration } from '../configuration/configuration.ts';
import { CONFIGURATION } from '../tokens.ts';
import type { JobQueueBackend } from './backend.ts';
import { openQueue } from './backend.ts';
import type { JobLane, JobName } from './job-table.ts';
import { JOBS } from './job-table.ts';

/** A burst of facts is one wake-up in this time. Milliseconds. */
const PAUSE_MS = 100;

/**
 * Wakes a job soon. Fire and forget: a nudge that is lost, or a queue that is away, costs at most one tick of the
 * job's schedule, so nothing that stores a fact ever waits for it or fails with it.
 */
@Injectable()
export class JobNudge implements OnApplicationShutdown {
  private readonly log = new Logger(JobNudge.name);
  private readonly waiting = new Map<JobName, NodeJS.Timeout>();
  private readonly queues = new Map<JobLane, JobQueueBackend>();
  private lastComplaint = 0;

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  nudge(name: JobName): void {
    if (this.waiting.has(name)) return;
    this.waiting.set(
      name,
      setTimeout(() => {
        this.waiting.delete(name);
        this.send(name).catch((error: unknown) => this.complain(error));
      }, PAUSE_MS),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    for (const queue of this.queues.values()) await queue.close();
  }

  private async send(name: JobName): Promise<void> {
    // Do this soon, once, and once more if it was asked for while it ran.
    await this.queueOf(JOBS[name].lane).add(
      name,
      {},
      { deduplication: { id: name, keepLastIfActive: true } },
    );
  }

  private queueOf(lane: JobLane): JobQueueBackend {
    const open = this.queues.get(lane);
    if (open !== undefined) return open;
    const queue = openQueue(this.configuration, lane);
    queue.on('error', (error) => this.complain(error));
    this.queues.set(lane, queue);
    return queue;
  }

  /** Once a minute is enough to say that the queue is away. */
  private complain(error: unknown): void {
    if (Date.now() - this.lastComplaint < 60_000) return;
    this.lastComplaint = Date.now();
    this.log.warn(`the queue cannot be woken; figures follow with the next tick: ${String(error)}`);
  }
}
