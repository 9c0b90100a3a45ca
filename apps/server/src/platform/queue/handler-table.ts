import type { JobHandler } from './handles-job.ts';
import type { JobName } from './job-table.ts';

export interface FoundHandler {
  readonly job: string;
  /** Class and method, for the sentence. */
  readonly where: string;
  readonly run: JobHandler;
}

/** Pairs each of these jobs with its one handler. Throws one sentence for a job without one, with two, or a handler of none of them. */
export function pairHandlers(
  jobs: readonly JobName[],
  found: readonly FoundHandler[],
): ReadonlyMap<JobName, JobHandler> {
  const table = new Map<JobName, JobHandler>();
  for (const name of jobs) {
    const handlers = found.filter((handler) => handler.job === name);
    if (handlers.length === 0) throw new Error(`The job ${name} has no handler.`);
    if (handlers.length > 1)
      throw new Error(
        `The job ${name} has ${handlers.length} handlers: ${handlers.map((h) => h.where).join(', ')}.`,
      );
    table.set(name, handlers[0]!.run);
  }
  const stray = found.find((handler) => !(jobs as readonly string[]).includes(handler.job));
  if (stray !== undefined)
    throw new Error(`${stray.where} handles the job ${stray.job}, which is not one of this worker.`);
  return table;
}
