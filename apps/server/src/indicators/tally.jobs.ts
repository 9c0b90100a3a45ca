import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { WorkerBeat } from '../platform/health/worker-beat.ts';
import { Metrics } from '../platform/metrics/metrics.ts';
import { HandlesJob } from '../platform/queue/handles-job.ts';
import { JobNudge } from '../platform/queue/job-nudge.ts';
import type { JobResult } from '../platform/queue/job-table.ts';
import { FiguresService } from './figures.service.ts';
import { FoldService } from './fold.service.ts';
import { RebuildService } from './rebuild.service.ts';

/** A fold job ends after so many rounds, so that a stream of facts cannot keep it from its next tick's bookkeeping. */
const ROUNDS_MAX = 20;

/** From the outbox to the figures. Each job may run twice, at once, or die at any line. */
@Injectable()
export class TallyJobs {
  constructor(
    private readonly folds: FoldService,
    private readonly rebuilds: RebuildService,
    private readonly figures: FiguresService,
    private readonly clock: Clock,
    private readonly nudge: JobNudge,
    private readonly metrics: Metrics,
    private readonly beat: WorkerBeat,
  ) {}

  @HandlesJob('fold-tallies')
  async foldTallies(): Promise<JobResult> {
    let total = 0;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const { folded } = await this.folds.fold();
      if (folded === 0) break;
      total += folded;
    }
    await this.beat.beat(this.clock.now());
    if (total === 0) return 'nothing_to_do';
    this.metrics.folded.inc(total);
    this.nudge.nudge('compute-figures');
    return 'done';
  }

  @HandlesJob('rebuild-tallies')
  async rebuildTallies(): Promise<JobResult> {
    if (!(await this.rebuilds.rebuildIfDue())) return 'nothing_to_do';
    this.nudge.nudge('compute-figures');
    return 'done';
  }

  @HandlesJob('compute-figures')
  async computeFigures(): Promise<JobResult> {
    const { computed, busy } = await this.figures.compute(this.clock.now());
    // Another one may be publishing a release, which takes a second and computes nothing of this.
    if (busy) this.nudge.nudge('compute-figures');
    return computed > 0 ? 'done' : 'nothing_to_do';
  }

  @HandlesJob('roll-day')
  async rollDay(): Promise<JobResult> {
    const rolled = await this.figures.rollDay(this.clock.now());
    if (!rolled) return 'nothing_to_do';
    this.nudge.nudge('compute-figures');
    return 'done';
  }
}
