import type { DepartmentPage, SubjectQuery } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { compositeIndicator } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Department } from '../directory/directory.ts';
import { PublishedLettersService } from '../disclosure/published-letters.service.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import type { Ground } from './basis.service.ts';
import { BasisService } from './basis.service.ts';
import { ComparisonService } from './comparison.service.ts';
import { ChangeSplitService } from './comparisons/change-split.service.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { FigureTable } from './figure-table.ts';
import { ItemFigures } from './item-figures.service.ts';
import { KeptAnswers } from './kept-answers.ts';
import { PeerFigures } from './peer-figures.service.ts';
import type { FigurePeriod } from './periods.ts';
import {
  chartedPeriods,
  figurePeriodOf,
  isSamePeriod,
  newestFirst,
  openingPeriod,
  periodBefore,
  periodYearAgo,
  shownPeriod,
} from './periods.ts';
import { keyFigure } from './presenting.ts';
import { knownIndicator, runningQuarter } from './ranking.service.ts';
import { ratingsOf } from './ratings-told.ts';
import { SCORED, namedOf } from './scored.ts';
import { SiteFigures } from './site-figures.service.ts';
import { shownWait } from './shown-wait.ts';
import { systemFor } from './system-in-force.ts';
import { trendOf } from './trends.ts';
import { VolumesService } from './volumes.service.ts';

const LETTERS = 5;

type FigurePart = Omit<DepartmentPage, 'letters' | 'lettersTotal'>;

/** One department: its figures over time and among its peers. */
@Injectable()
export class DepartmentService {
  private readonly kept = new KeptAnswers<FigurePart>(200);

  constructor(
    private readonly bases: BasisService,
    private readonly reader: FigureReader,
    private readonly site: SiteFigures,
    private readonly comparisons: ComparisonService,
    private readonly peers: PeerFigures,
    private readonly items: ItemFigures,
    private readonly splits: ChangeSplitService,
    private readonly volumes: VolumesService,
    private readonly letters: PublishedLettersService,
  ) {}

  /**
   * Throws VisitorError department_not_found, unknown_indicator for a `why` that nobody declared, or unknown_period for a
   * period of which the site has nothing.
   */
  async department(code: string, query: SubjectQuery = {}): Promise<DepartmentPage> {
    const ground = await this.bases.ground();
    const department = ground.directory.departmentByCode.get(code);
    if (department === undefined) throw new VisitorError('department_not_found', { code });
    const part = await this.kept.get(JSON.stringify([ground.mark, code, query.period, query.why]), () =>
      this.figurePart(department, query, ground),
    );
    return {
      ...part,
      letters: await this.letters.newest({ departmentId: department.id, limit: LETTERS }),
      lettersTotal: await this.letters.count({ departmentId: department.id }),
    };
  }

  private async figurePart(department: Department, query: SubjectQuery, ground: Ground): Promise<FigurePart> {
    const { basis, directory, today } = ground;
    const asked = query.why === undefined ? null : knownIndicator(query.why);
    const known = await this.reader.periods('department', department.code);
    const period = await this.chosenPeriod(query.period, known, ground);
    const composite = compositeIndicator(systemFor(ground.systems, period.start).settings);
    const bands = await this.volumes.bands(period, ground);
    const peers = this.comparisons.peersOf(department, directory, bands);
    const charted = chartedPeriods([...known, period], period.kind);
    const figures = await this.figures(
      department,
      peers,
      [...charted, period, periodBefore(period), periodYearAgo(period)],
      composite,
    );
    const medianOf = (indicator: Indicator) => (at: FigurePeriod) =>
      this.comparisons.medianOf(
        figures
          .of(
            indicator.code,
            at,
            peers.map(({ code }) => code),
          )
          .values(),
      );
    const keyOf = (indicator: Indicator) =>
      this.key(indicator, department, period, figures, medianOf(indicator)(period), ground);
    const stored = await this.reader.sums('department', department.code, period);
    const band = bands.of(department.code);
    const compositeKey = keyOf(composite);
    return {
      basis,
      department: this.described(department, ground),
      regions: directory.lineageOf(department.regionCode).reverse().map(namedOf),
      period: shownPeriod(period, today),
      periods: periodsWith(known, period).map((one) => shownPeriod(one, today)),
      keys: SCORED.map(keyOf),
      ...ratingsOf(stored),
      composite: compositeKey.presentation === 'none' ? null : compositeKey,
      trends: SCORED.map((indicator) =>
        trendOf(indicator, department.code, charted, figures, ground, medianOf(indicator)),
      ),
      why: await this.splits.why(
        asked === null ? SCORED : [asked],
        { scope: 'department', code: department.code },
        period,
        ground,
      ),
      wait: shownWait(stored, 'full'),
      firstWait: shownWait(stored, 'first'),
      peerWait: await this.peers.wait(department, peers, period),
      peerGroup: {
        level: department.level,
        line: namedOf(directory.lineByCode.get(department.lineCode)!),
        volume: bands.all.length > 1 ? { from: band.from, to: band.to } : null,
        departments: peers.length,
      },
      peers: await Promise.all(
        SCORED.map((indicator) => this.peers.row(indicator, department, band.band, peers, period, figures)),
      ),
      items: await this.items.rated(department, period, ground),
    };
  }

  /** Without a key the department's own latest; a department without any figures opens as the site does. */
  private async chosenPeriod(
    key: string | undefined,
    known: readonly FigurePeriod[],
    ground: Ground,
  ): Promise<FigurePeriod> {
    if (key === undefined) {
      return (
        openingPeriod(known, ground.today) ??
        (await this.site.openingPeriod(ground)) ??
        runningQuarter(ground.today)
      );
    }
    const period = figurePeriodOf(key);
    const isKnown = async (one: FigurePeriod) =>
      [...known, ...(await this.reader.periods('site', 'all'))].some((other) => isSamePeriod(one, other));
    if (period === null || !(await isKnown(period))) throw new VisitorError('unknown_period', { key });
    return period;
  }

  private async figures(
    department: Department,
    peers: readonly Department[],
    periods: readonly FigurePeriod[],
    composite: Indicator,
  ): Promise<FigureTable> {
    const codes = new Set([department.code, ...peers.map(({ code }) => code)]);
    return new FigureTable(
      await this.reader.figures({
        scopeKind: 'department',
        codes: [...codes],
        indicators: SCORED.map(({ code }) => code),
        also: [composite],
        periods,
      }),
    );
  }

  private described(department: Department, { directory }: Ground): DepartmentPage['department'] {
    const line = directory.lineByCode.get(department.lineCode)!;
    const parent =
      department.parentId === null ? undefined : directory.departmentById.get(department.parentId);
    return {
      ...namedOf(department),
      level: department.level,
      line: namedOf(line),
      parent: parent === undefined ? null : namedOf(parent),
    };
  }

  private key(
    indicator: Indicator,
    { code }: Department,
    period: FigurePeriod,
    figures: FigureTable,
    peerMedian: number | null,
    { today }: Ground,
  ): DepartmentPage['keys'][number] {
    const earlier = (at: FigurePeriod) => ({ period: at, figure: figures.get(indicator.code, at, code) });
    return keyFigure(
      indicator,
      figures.get(indicator.code, period, code),
      shownPeriod(period, today).complete,
      earlier(periodBefore(period)),
      earlier(periodYearAgo(period)),
      peerMedian,
    );
  }
}

const periodsWith = (known: readonly FigurePeriod[], chosen: FigurePeriod): FigurePeriod[] =>
  (known.some((one) => isSamePeriod(one, chosen)) ? [...known] : [chosen, ...known]).sort(newestFirst);
