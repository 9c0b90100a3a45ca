import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { HandlesJob } from '../../platform/queue/handles-job.ts';
import type { JobResult } from '../../platform/queue/job-table.ts';
import { SuppressionService } from './suppression.service.ts';

/** Keeps small cells from being found. May run twice, at once, or die at any line: the next look finds the same. */
@Injectable()
export class SuppressionJobs {
  constructor(
    private readonly suppression: SuppressionService,
    private readonly clock: Clock,
  ) {}

  @HandlesJob('withhold-cells')
  async withholdCells(): Promise<JobResult> {
    const { changed } = await this.suppression.refresh(this.clock.now());
    return changed > 0 ? 'done' : 'nothing_to_do';
  }
}
