import { describe, expect, it } from '@jest/globals';
import type { FoundHandler } from './handler-table.ts';
import { pairHandlers } from './handler-table.ts';
import { JOB_NAMES, jobsOf } from './job-table.ts';

const handler = (job: string, where = `Service.${job}`): FoundHandler => ({
  job,
  where,
  run: async () => 'done',
});
const complete = JOB_NAMES.map((name) => handler(name));

describe('the table of jobs', () => {
  it('pairs every job with its handler', () => {
    expect([...pairHandlers(JOB_NAMES, complete).keys()]).toEqual(JOB_NAMES);
  });

  it('refuses a job without a handler', () => {
    expect(() => pairHandlers(JOB_NAMES, complete.slice(1))).toThrow(
      `The job ${JOB_NAMES[0]} has no handler.`,
    );
  });

  it('refuses two handlers of one job', () => {
    expect(() => pairHandlers(JOB_NAMES, [...complete, handler('fold-tallies', 'Other.fold')])).toThrow(
      'has 2 handlers',
    );
  });

  it('refuses a handler of a job of another lane', () => {
    expect(() => pairHandlers(jobsOf('prompt'), complete)).toThrow('not one of this worker');
  });

  it('gives every job a lane', () => {
    expect([...jobsOf('prompt'), ...jobsOf('long')].sort()).toEqual([...JOB_NAMES].sort());
  });

  it('refuses a handler of a job that nobody declared', () => {
    expect(() => pairHandlers(JOB_NAMES, [...complete, handler('mine-bitcoin', 'Evil.run')])).toThrow(
      'Evil.run handles the job mine-bitcoin',
    );
  });
});
