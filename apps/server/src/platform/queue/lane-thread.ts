import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { INestApplicationContext, OnApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';

/** The only word that is said to the thread. */
const STOP = 'stop';

/**
 * The long lane's thread: an event loop of its own, so that seconds of reckoning never keep figures waiting, and the
 * process's fate: it stops with the process, and the process ends when the thread dies of a mistake.
 */
@Injectable()
export class LaneThread implements OnApplicationShutdown {
  private readonly log = new Logger(LaneThread.name);
  private thread: Worker | null = null;

  /** Starts `program` as the thread; it finds out by `isMainThread` that it is one. */
  start(program: URL): void {
    this.thread = new Worker(program);
    this.thread.once('error', (error) => this.log.error(error));
    this.thread.once('exit', (code) => {
      if (this.thread === null) return;
      this.log.error(`the thread of the long jobs ended with ${code}, so the worker ends`);
      process.exit(code || 1);
    });
  }

  /** Lets it finish the job that it began. */
  async onApplicationShutdown(): Promise<void> {
    const { thread } = this;
    this.thread = null;
    if (thread === null) return;
    const ended = once(thread, 'exit');
    thread.postMessage(STOP);
    await ended;
  }
}

/** Closes `app` when the process stops: a thread is sent no signals. */
export function stopWithProcess(app: INestApplicationContext): void {
  if (isMainThread) throw new Error('only a thread is stopped by its process');
  parentPort!.once('message', () => {
    void app.close().finally(() => parentPort!.close());
  });
}
