import { addMonthsToStart, localDateOf, monthStart } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.ts';
import { HandlesJob } from '../queue/handles-job.ts';
import type { JobResult } from '../queue/job-table.ts';
import { MONTHS_AHEAD } from './migrate.ts';
import { ensurePartitions } from './partitions.ts';

/** Keeps the months ahead open for facts. */
@Injectable()
export class PartitionJobs {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @HandlesJob('keep-partitions')
  async keepPartitions(): Promise<JobResult> {
    const month = monthStart(localDateOf(this.clock.now(), 'UTC'));
    const made = await ensurePartitions(this.source.manager, month, addMonthsToStart(month, MONTHS_AHEAD));
    return made > 0 ? 'done' : 'nothing_to_do';
  }
}
