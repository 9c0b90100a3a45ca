import { z } from 'zod';

/**
 * Every job there is, in one place. The queue only wakes: what is left to do stands in tables, so each job may be lost,
 * run twice or die at any line, and the next tick finds the same work. Start-up refuses a job without a handler and a
 * handler without a job.
 */
export const JOBS = {
  'fold-tallies': {
    promise: 'Adds the outbox to the tallies, each row exactly once. Does nothing when the outbox is empty.',
    lane: 'prompt',
    payload: z.strictObject({}),
    schedule: { everyMs: 1_000, why: 'a lost wake-up costs one second, never a figure' },
    attempts: 1,
  },
  'rebuild-tallies': {
    promise: 'Makes the tallies anew from the facts where an upgrade asks for it. Does nothing otherwise.',
    lane: 'prompt',
    payload: z.strictObject({}),
    schedule: { everyMs: 60_000, why: 'an upgrade asks once; figures follow when it is done' },
    attempts: 1,
  },
  'compute-figures': {
    promise: 'Recomputes the figures that a fold or a new day has marked stale. Does nothing when none is.',
    lane: 'prompt',
    payload: z.strictObject({}),
    schedule: { everyMs: 1_000, why: 'as above; a burst of folds is one recomputation' },
    attempts: 1,
  },
  'roll-day': {
    promise:
      'Marks stale what a new local day has made ripe, also after days of down-time. Does nothing on the same day.',
    lane: 'prompt',
    payload: z.strictObject({}),
    schedule: { everyMs: 60_000, why: 'figures of yesterday stand within a minute of midnight' },
    attempts: 1,
  },
  'withhold-cells': {
    promise:
      'Finds which figures must be withheld so that no group of 1–10 people can be found by subtraction. Does nothing when no size has changed.',
    lane: 'long',
    payload: z.strictObject({}),
    schedule: {
      everyMs: 30_000,
      why: 'a small cell is withheld at once by whoever shows it; what hides it may follow',
    },
    attempts: 1,
  },
  'make-releases': {
    promise: 'Freezes the oldest quarter or year that is due and not released. Does nothing when none is.',
    lane: 'long',
    payload: z.strictObject({}),
    schedule: {
      everyMs: 60_000,
      why: 'a release is due on a day, fifteen days after its period; one that was made wakes the next',
    },
    attempts: 1,
  },
  'tidy-attachments': {
    promise:
      'Asks the scanner again for files that wait for it, and takes away files whose letter was never sent. Does nothing when there are none.',
    lane: 'prompt',
    payload: z.strictObject({}),
    schedule: { everyMs: 60_000, why: 'a scanner that was away is asked again within a minute' },
    attempts: 1,
  },
  'send-mail': {
    promise:
      'Sends the mails that are due, each once as far as mail servers allow, and gives up those of yesterday. Does nothing when none is due.',
    lane: 'prompt',
    payload: z.strictObject({}),
    schedule: {
      everyMs: 10_000,
      why: 'a lost wake-up costs a mail ten seconds; tries again have their own time',
    },
    attempts: 1,
  },
  'keep-partitions': {
    promise: 'Makes the monthly partitions of the coming year where they are missing.',
    lane: 'prompt',
    payload: z.strictObject({}),
    schedule: { everyMs: 3_600_000, why: 'twelve months ahead leaves a year to notice that no worker runs' },
    attempts: 1,
  },
} as const satisfies Readonly<Record<string, JobDeclaration>>;

interface JobDeclaration {
  /** What the job promises, whoever calls it and however often. */
  readonly promise: string;
  readonly lane: JobLane;
  readonly payload: z.ZodType;
  readonly schedule: { readonly everyMs: number; readonly why: string } | null;
  /** How often the queue itself tries again; 1 where the schedule is the retry. */
  readonly attempts: number;
}

/**
 * `prompt`: figures follow a fact within seconds, so nothing here may hold the process for longer than a moment. `long`:
 * reckons for seconds; has a queue and a thread of its own, so that the others never wait for it.
 */
export type JobLane = 'prompt' | 'long';

export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]['payload']>;

export const JOB_NAMES = Object.keys(JOBS) as JobName[];

export const jobsOf = (lane: JobLane): JobName[] => JOB_NAMES.filter((name) => JOBS[name].lane === lane);

/** What became of a job: it did something, or there was nothing to do. Failures are thrown. */
export type JobResult = 'done' | 'nothing_to_do';
