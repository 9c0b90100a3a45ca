import type { KeyFigure } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { INDICATORS } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Ground } from './basis.service.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { FigureTable } from './figure-table.ts';
import type { FigurePeriod } from './periods.ts';
import { latestYear, openingPeriod, periodBefore, periodYearAgo, shownPeriod } from './periods.ts';
import { keyFigure } from './presenting.ts';

export const SITE = 'all';

/** The figures of the whole site, which several pages show. */
@Injectable()
export class SiteFigures {
  constructor(private readonly reader: FigureReader) {}

  /** What a page opens with: the latest complete quarter with figures, or what there is; null on an empty site. */
  async openingPeriod({ today }: Ground, indicator?: Indicator): Promise<FigurePeriod | null> {
    return openingPeriod(await this.reader.periods('site', SITE, indicator), today);
  }

  /** The latest complete year with figures, or what there is; null on an empty site. */
  async latestYear({ today }: Ground): Promise<FigurePeriod | null> {
    return latestYear(await this.reader.periods('site', SITE), today);
  }

  /** The figures of some periods. */
  async figures(periods: readonly FigurePeriod[]): Promise<FigureTable> {
    return new FigureTable(await this.reader.figures({ scopeKind: 'site', codes: [SITE], periods }));
  }

  /** A figure of every indicator with its changes over time. */
  async keyFigures(period: FigurePeriod, { today }: Ground): Promise<ReadonlyMap<string, KeyFigure>> {
    const previous = periodBefore(period);
    const yearAgo = periodYearAgo(period);
    const figures = await this.figures([period, previous, yearAgo]);
    const { complete } = shownPeriod(period, today);
    const keyOf = (indicator: Indicator): KeyFigure =>
      keyFigure(
        indicator,
        figures.get(indicator.code, period, SITE),
        complete,
        { period: previous, figure: figures.get(indicator.code, previous, SITE) },
        { period: yearAgo, figure: figures.get(indicator.code, yearAgo, SITE) },
        null,
      );
    return new Map(INDICATORS.map((indicator) => [indicator.code, keyOf(indicator)]));
  }
}
