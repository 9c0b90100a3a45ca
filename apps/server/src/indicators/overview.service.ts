import { setImmediate } from 'node:timers/promises';
import type { Overview } from '@huiyin/contract';
import { presentable, sumOf } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Department } from '../directory/directory.ts';
import { PublishedLettersService } from '../disclosure/published-letters.service.ts';
import type { Candidate } from './attention.ts';
import { attentionList } from './attention.ts';
import type { Ground } from './basis.service.ts';
import { BasisService } from './basis.service.ts';
import { ComparisonService, groupText } from './comparison.service.ts';
import type { StoredSums } from './figure-reader.repository.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { FigureTable } from './figure-table.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { FigurePeriod } from './periods.ts';
import { chartedPeriods, periodBefore, shownPeriod } from './periods.ts';
import { LEADING, SCORED, namedOf } from './scored.ts';
import { SITE, SiteFigures } from './site-figures.service.ts';
import type { Bands } from './volumes.service.ts';
import { VolumesService } from './volumes.service.ts';
import { shownWait } from './shown-wait.ts';
import { trendOf } from './trends.ts';

const ATTENTION_MOST = 8;
const LETTERS = 6;

type FigurePart = Omit<Overview, 'letters' | 'lettersTotal'>;

/** The front page: the whole province in its latest complete quarter. */
@Injectable()
export class OverviewService {
  private readonly kept = new KeptAnswers<FigurePart>(4);

  constructor(
    private readonly bases: BasisService,
    private readonly reader: FigureReader,
    private readonly site: SiteFigures,
    private readonly comparisons: ComparisonService,
    private readonly volumes: VolumesService,
    private readonly letters: PublishedLettersService,
  ) {}

  async overview(): Promise<Overview> {
    const ground = await this.bases.ground();
    const part = await this.kept.get(ground.mark, () => this.figurePart(ground));
    return {
      ...part,
      letters: await this.letters.newest({ limit: LETTERS }),
      lettersTotal: await this.letters.count({}),
    };
  }

  private async figurePart(ground: Ground): Promise<FigurePart> {
    const { basis, directory, today } = ground;
    const period = await this.site.openingPeriod(ground);
    const root = directory.regions.find(({ level }) => level === 1);
    const departments = directory.departments.filter(({ active }) => active);
    const stored: StoredSums =
      period === null ? { sums: {}, waits: {}, withheld: [] } : await this.reader.sums('site', SITE, period);
    const keys = period === null ? null : await this.site.keyFigures(period, ground);
    return {
      basis,
      region: root === undefined ? null : namedOf(root),
      period: period === null ? null : shownPeriod(period, today),
      totals: {
        departments: departments.length,
        ratings: RATED.reduce((sum, level) => sum + sumOf(stored.sums, level), 0),
        letters: sumOf(stored.sums, 'letter_received'),
        invited: sumOf(stored.sums, 'invited'),
        ratingsDefault: sumOf(stored.sums, 'rating_default'),
      },
      keys: keys === null ? [] : SCORED.map(({ code }) => keys.get(code)!),
      closed: closedOf(stored),
      trend: period === null ? null : await this.trend(period, ground),
      wait: shownWait(stored, 'full'),
      attention: period === null ? [] : await this.attention(period, departments, ground),
    };
  }

  private async trend(period: FigurePeriod, ground: Ground): Promise<Overview['trend']> {
    const known = await this.reader.periods('site', SITE, LEADING);
    const periods = chartedPeriods(known, period.kind);
    return periods.length === 0
      ? null
      : trendOf(LEADING, SITE, periods, await this.site.figures(periods), ground);
  }

  /** Every department among its peers, on every scored indicator. */
  private async attention(
    period: FigurePeriod,
    departments: readonly Department[],
    ground: Ground,
  ): Promise<Overview['attention']> {
    const { directory } = ground;
    const previous = periodBefore(period);
    const figures = new FigureTable(
      await this.reader.figures({
        scopeKind: 'department',
        indicators: SCORED.map(({ code }) => code),
        periods: [period, previous],
      }),
    );
    const groups = groupsOf(departments, await this.volumes.bands(period, ground));
    const candidates: Candidate[] = [];
    for (const [group, members] of groups) {
      for (const indicator of SCORED) {
        const peers = await this.comparisons.place(
          indicator,
          period,
          group,
          figures.of(
            indicator.code,
            period,
            members.map(({ code }) => code),
          ),
        );
        for (const placed of peers.placed) {
          const earlier = { period: previous, figure: figures.get(indicator.code, previous, placed.code) };
          candidates.push({
            indicator,
            department: directory.departmentByCode.get(placed.code)!,
            placed,
            peers,
            earlier,
          });
        }
      }
      // Hundreds of groups are a second of simulation: other requests are answered in between.
      await setImmediate();
    }
    return attentionList(candidates, ATTENTION_MOST);
  }
}

function groupsOf(departments: readonly Department[], bands: Bands): Map<string, Department[]> {
  const groups = new Map<string, Department[]>();
  for (const department of departments) {
    const group = groupText(department.level, department.lineCode, null, bands.of(department.code).band);
    groups.set(group, [...(groups.get(group) ?? []), department]);
  }
  return groups;
}

const RATED = ['level_1', 'level_2', 'level_3', 'level_4', 'level_5'] as const;

/** What 1–10 writers said is not told; nor, then, how many did not say anything. */
function closedOf({ sums }: StoredSums): Overview['closed'] {
  const resolved = sumOf(sums, 'closed_resolved');
  const unresolved = sumOf(sums, 'closed_unresolved');
  const closed = sumOf(sums, 'letter_closed');
  const withheld = presentable(closed) === 'withheld' || presentable(resolved + unresolved) === 'withheld';
  return withheld ? { closed: 0, resolved: 0, unresolved: 0 } : { closed, resolved, unresolved };
}
