import { localDateOf } from '@huiyin/domain';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { FigureReader } from '../indicators/figure-reader.repository.ts';
import { Clock } from '../platform/clock/clock.ts';
import { HandlesJob } from '../platform/queue/handles-job.ts';
import { JobNudge } from '../platform/queue/job-nudge.ts';
import type { JobResult } from '../platform/queue/job-table.ts';
import { ReleaseMaker } from './release-maker.service.ts';
import { releasesDue } from './release-plan.ts';
import { ReleasesRepository } from './releases.repository.ts';

const AUTHOR = 'schedule';
const REASON = { zh: '按期发布', en: 'Released as scheduled' };

/** Freezes what is due. May run twice, at once, or die at any line: a period is released once. */
@Injectable()
export class ReleaseJobs {
  private readonly log = new Logger(ReleaseJobs.name);

  constructor(
    private readonly source: DataSource,
    private readonly rules: RulesService,
    private readonly reader: FigureReader,
    private readonly repository: ReleasesRepository,
    private readonly maker: ReleaseMaker,
    private readonly clock: Clock,
    private readonly nudge: JobNudge,
  ) {}

  /** One release a run, the oldest due first; then it asks to be run again. */
  @HandlesJob('make-releases')
  async makeReleases(): Promise<JobResult> {
    const { policy } = await this.rules.letterRules();
    const now = this.clock.now();
    const known = await this.reader.periods('site', 'all');
    const spoken = await this.repository.spoken(this.source.manager);
    const [period] = releasesDue(known, spoken, localDateOf(now, policy.zone));
    if (period === undefined) return 'nothing_to_do';
    const outcome = await this.maker.make({ period, author: AUTHOR, reason: REASON, correction: false }, now);
    if (outcome.kind === 'made') {
      this.log.log(`Released ${outcome.id}: SHA-256 ${outcome.sha256}`);
      // What was told for good bears on what may be told of the rest.
      this.nudge.nudge('withhold-cells');
      this.nudge.nudge('make-releases');
      return 'done';
    }
    // Another worker may have been quicker; what is unfinished comes later.
    if (outcome.reason !== 'unfinished' && outcome.reason !== 'released_before')
      this.log.warn(`${period.key} is not released: ${outcome.reason}`);
    return 'nothing_to_do';
  }
}
