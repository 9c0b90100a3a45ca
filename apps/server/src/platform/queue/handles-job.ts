import { DiscoveryService } from '@nestjs/core';
import type { JobName, JobPayload, JobResult } from './job-table.ts';

export type JobHandler = (payload: never) => Promise<JobResult>;

const declareHandler = DiscoveryService.createDecorator<JobName>();

/** Marks a method of a provider as the one handler of a job. */
export const HandlesJob =
  <N extends JobName>(name: N) =>
  <M extends (payload: JobPayload<N>) => Promise<JobResult>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<M>,
  ) =>
    declareHandler(name)(target, key, descriptor);

/** The job a method was marked to handle, or undefined. */
export const handledJob = declareHandler;
