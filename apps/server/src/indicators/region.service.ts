import type { RegionPage, SubjectQuery } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Region } from '../directory/directory.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import type { Ground } from './basis.service.ts';
import { BasisService } from './basis.service.ts';
import { ChangeSplitService } from './comparisons/change-split.service.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { FigureTable } from './figure-table.ts';
import { KeptAnswers } from './kept-answers.ts';
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
import { keyFigure, shownFigure } from './presenting.ts';
import { knownIndicator, runningQuarter } from './ranking.service.ts';
import { ratingsOf } from './ratings-told.ts';
import { SCORED, TELLING, namedOf } from './scored.ts';
import { shownWait } from './shown-wait.ts';
import { trendOf } from './trends.ts';

/** One region: its figures over time, and what they are summed from. */
@Injectable()
export class RegionService {
  private readonly kept = new KeptAnswers<RegionPage>(100);

  constructor(
    private readonly bases: BasisService,
    private readonly reader: FigureReader,
    private readonly splits: ChangeSplitService,
  ) {}

  /** Throws VisitorError region_not_found, unknown_indicator (for `why`) or unknown_period. */
  async region(code: string, query: SubjectQuery = {}): Promise<RegionPage> {
    const ground = await this.bases.ground();
    const region = ground.directory.regionByCode.get(code);
    if (region === undefined) throw new VisitorError('region_not_found', { code });
    return this.kept.get(JSON.stringify([ground.mark, code, query.period, query.why]), () =>
      this.page(region, query, ground),
    );
  }

  private async page(region: Region, query: SubjectQuery, ground: Ground): Promise<RegionPage> {
    const { basis, directory, today } = ground;
    const asked = query.why === undefined ? null : knownIndicator(query.why);
    const known = await this.reader.periods('region', region.code);
    const period = chosenPeriod(query.period, known, today);
    const charted = chartedPeriods([...known, period], period.kind);
    const figures = new FigureTable(
      await this.reader.figures({
        scopeKind: 'region',
        codes: [region.code],
        indicators: SCORED.map(({ code }) => code),
        periods: [...charted, period, periodBefore(period), periodYearAgo(period)],
      }),
    );
    const stored = await this.reader.sums('region', region.code, period);
    return {
      basis,
      region: { ...namedOf(region), level: region.level },
      regions: directory.lineageOf(region.code).reverse().map(namedOf),
      period: shownPeriod(period, today),
      periods: [...known, ...(known.some((one) => isSamePeriod(one, period)) ? [] : [period])]
        .sort(newestFirst)
        .map((one) => shownPeriod(one, today)),
      departments: directory.departments.filter(
        ({ active, regionCode }) => active && directory.lineageOf(regionCode).includes(region),
      ).length,
      keys: SCORED.map((indicator) => keyOf(indicator, region.code, period, figures, today)),
      ...ratingsOf(stored),
      trends: SCORED.map((indicator) => trendOf(indicator, region.code, charted, figures, ground)),
      why: await this.splits.why(
        asked === null ? SCORED : [asked],
        { scope: 'region', code: region.code },
        period,
        ground,
      ),
      wait: shownWait(stored, 'full'),
      columns: TELLING.map(({ code, name, unit }) => ({ code, name, unit })),
      children: await this.children(region, period, ground),
    };
  }

  /** The regions just below and the region's own departments, each with the telling figures. */
  private async children(
    region: Region,
    period: FigurePeriod,
    { directory }: Ground,
  ): Promise<RegionPage['children']> {
    const tableOf = async (scopeKind: 'region' | 'department', codes: readonly string[]) =>
      new FigureTable(
        await this.reader.figures({
          scopeKind,
          codes,
          indicators: TELLING.map(({ code }) => code),
          periods: [period],
        }),
      );
    const regions = directory.regions.filter(({ parentCode }) => parentCode === region.code);
    const departments = directory.departments.filter(
      ({ regionCode, active }) => regionCode === region.code && active,
    );
    const regionFigures = await tableOf(
      'region',
      regions.map(({ code }) => code),
    );
    const departmentFigures = await tableOf(
      'department',
      departments.map(({ code }) => code),
    );
    const rowOf = (figures: FigureTable, code: string) =>
      TELLING.map((indicator) => shownFigure(indicator, figures.get(indicator.code, period, code)));
    return [
      ...regions.map((one) => ({
        ...namedOf(one),
        kind: 'region' as const,
        line: null,
        figures: rowOf(regionFigures, one.code),
      })),
      ...departments.map((one) => ({
        ...namedOf(one),
        kind: 'department' as const,
        line: namedOf(directory.lineByCode.get(one.lineCode)!),
        figures: rowOf(departmentFigures, one.code),
      })),
    ];
  }
}

/** A region without any figures opens with the running quarter. */
function chosenPeriod(key: string | undefined, known: readonly FigurePeriod[], today: string): FigurePeriod {
  if (key === undefined) return openingPeriod(known, today) ?? runningQuarter(today);
  const period = figurePeriodOf(key);
  if (period === null || !known.some((one) => isSamePeriod(one, period)))
    throw new VisitorError('unknown_period', { key });
  return period;
}

function keyOf(
  indicator: Indicator,
  code: string,
  period: FigurePeriod,
  figures: FigureTable,
  today: string,
): RegionPage['keys'][number] {
  const earlier = (at: FigurePeriod) => ({ period: at, figure: figures.get(indicator.code, at, code) });
  return keyFigure(
    indicator,
    figures.get(indicator.code, period, code),
    shownPeriod(period, today).complete,
    earlier(periodBefore(period)),
    earlier(periodYearAgo(period)),
    null,
  );
}
