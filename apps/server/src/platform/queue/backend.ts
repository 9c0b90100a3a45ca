import type { PostgresPoolConfig, Queue, RedisOptions, Worker } from 'bullmq';
import { Queue as RedisQueue, Worker as RedisWorker, createPostgresBackend, withBackend } from 'bullmq';
import type { Configuration } from '../configuration/configuration.ts';
import type { JobLane, JobName, JobResult } from './job-table.ts';

const QUEUES: Readonly<Record<JobLane, string>> = { prompt: 'huiyin', long: 'huiyin-long' };

/** The parts of a queue that we use, alike on both backends. */
export type JobQueueBackend = Pick<
  Queue<object, JobResult, JobName>,
  'add' | 'upsertJobScheduler' | 'getJobSchedulers' | 'removeJobScheduler' | 'close' | 'on'
>;
export type JobWorkerBackend = Pick<Worker<object, JobResult, JobName>, 'close' | 'on' | 'run'>;
export type JobProcessor = (job: { readonly name: JobName; readonly data: object }) => Promise<JobResult>;

/** Finished jobs are of no further use: their effect stands in tables, their time in the metrics. */
const TIDY = { removeOnComplete: { count: 50 }, removeOnFail: { count: 200 } } as const;

/** The queue of a lane. PostgreSQL unless REDIS_URL is given. The schema `bullmq` is BullMQ's own and is migrated by it. */
export function openQueue(configuration: Configuration, lane: JobLane): JobQueueBackend {
  if (configuration.redisUrl !== null) {
    const connection = { ...redisOptions(configuration.redisUrl), enableOfflineQueue: false };
    return new RedisQueue<object, JobResult, JobName>(QUEUES[lane], { connection, defaultJobOptions: TIDY });
  }
  const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
  return new PostgresQueue<object, JobResult, JobName>(QUEUES[lane], {
    connection: pool(configuration, 2),
    defaultJobOptions: TIDY,
  }) as unknown as JobQueueBackend;
}

export function openWorker(
  configuration: Configuration,
  lane: JobLane,
  process: JobProcessor,
  concurrency: number,
): JobWorkerBackend {
  if (configuration.redisUrl !== null) {
    const connection = { ...redisOptions(configuration.redisUrl), maxRetriesPerRequest: null };
    return new RedisWorker<object, JobResult, JobName>(QUEUES[lane], process, {
      connection,
      concurrency,
      autorun: false,
    });
  }
  const { Worker: PostgresWorker } = withBackend(createPostgresBackend);
  return new PostgresWorker<object, JobResult, JobName>(QUEUES[lane], process, {
    connection: pool(configuration, 3),
    concurrency,
    autorun: false,
  }) as unknown as JobWorkerBackend;
}

/** Each queue and worker owns its pool, so it is kept small; LISTEN needs one connection more. */
const pool = (configuration: Configuration, max: number): PostgresPoolConfig => ({
  connectionString: configuration.databaseUrl,
  schema: 'bullmq',
  migrate: true,
  max,
});

function redisOptions(url: string): RedisOptions {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname,
    port: port === '' ? 6379 : Number(port),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(/^\/\d+$/.test(pathname) ? { db: Number(pathname.slice(1)) } : {}),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  };
}
