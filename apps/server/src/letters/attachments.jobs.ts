import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { HandlesJob } from '../platform/queue/handles-job.ts';
import type { JobResult } from '../platform/queue/job-table.ts';
import { AttachmentsService } from './attachments.service.ts';

/** Files that wait: for a scanner, or for a letter that was never sent. */
@Injectable()
export class AttachmentJobs {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly clock: Clock,
  ) {}

  @HandlesJob('tidy-attachments')
  async tidy(): Promise<JobResult> {
    return (await this.attachments.tidy(this.clock.now())) ? 'done' : 'nothing_to_do';
  }
}
