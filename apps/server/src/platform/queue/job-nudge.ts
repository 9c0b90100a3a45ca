import type { OnApplicationShutdown } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Configuration } from '../configuration/configuration.ts';
import { CONFIGURATION } from '../tokens.ts';
import type { JobQueueBackend } from './backend.ts';
import { openQueue } from './backend.ts';
import type { JobName } from './job-table.ts';

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
  private queue: JobQueueBackend | null = null;
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
    await this.queue?.close();
  }

  private async send(name: JobName): Promise<void> {
    if (this.queue === null) {
      this.queue = openQueue(this.configuration);
      this.queue.on('error', (error) => this.complain(error));
    }
    // Do this soon, once, and once more if it was asked for while it ran.
    await this.queue.add(name, {}, { deduplication: { id: name, keepLastIfActive: true } });
  }

  /** Once a minute is enough to say that the queue is away. */
  private complain(error: unknown): void {
    if (Date.now() - this.lastComplaint < 60_000) return;
    this.lastComplaint = Date.now();
    this.log.warn(`the queue cannot be woken; figures follow with the next tick: ${String(error)}`);
  }
}
