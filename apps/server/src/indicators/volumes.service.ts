import type { VolumeBand } from '@huiyin/domain';
import { addMonthsToStart, bandOf, monthStart, volumeBands } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Ground } from './basis.service.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { FigurePeriod } from './periods.ts';
import { shownPeriod } from './periods.ts';
import { systemFor } from './system-in-force.ts';

/** The volume bands of a period, and the one that each department is in. */
export interface Bands {
  readonly all: readonly VolumeBand[];
  of(departmentCode: string): VolumeBand;
}

/** How much departments have to do: what they are compared by, never a figure of its own. */
@Injectable()
export class VolumesService {
  private readonly kept = new KeptAnswers<Bands>(100);

  constructor(private readonly source: DataSource) {}

  /**
   * By the rules in force for the period: cases invited to rate and letters received in the twelve months to its end, or
   * to the running month while it lasts.
   */
  bands(period: FigurePeriod, { mark, systems, today }: Ground): Promise<Bands> {
    return this.kept.get(`${mark} ${period.kind} ${period.start}`, async () => {
      const { end } = shownPeriod(period, today);
      const lastMonth = monthStart(end < today ? end : today);
      const rows: { code: string; volume: number }[] = await this.source.query(
        `select scope_code as code,
           coalesce((sums ->> 'invited')::int, 0) + coalesce((sums ->> 'letter_received')::int, 0) as volume
         from figure_sum
         where scope_kind = 'department' and period_kind = 'rolling' and period_start = $1`,
        [addMonthsToStart(lastMonth, -11)],
      );
      const volumes = new Map(rows.map(({ code, volume }) => [code, volume]));
      const limits = systemFor(systems, period.start).settings.peers.volumeBands;
      return {
        all: volumeBands(limits),
        of: (code) => bandOf(volumes.get(code) ?? 0, limits),
      };
    });
  }
}
