import type { IndicatorList, IndicatorPage } from '@huiyin/contract';
import type { Bilingual, Indicator, Measure } from '@huiyin/domain';
import { INDICATORS, MEASURES, MINIMUM, addDays } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Ground } from './basis.service.ts';
import { BasisService } from './basis.service.ts';
import type { SystemVersion } from './figure-reader.repository.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { KeptAnswers } from './kept-answers.ts';
import { chartedPeriods, openingPeriod, shownPeriod } from './periods.ts';
import { knownIndicator } from './ranking.service.ts';
import { SITE, SiteFigures } from './site-figures.service.ts';
import { trendOf } from './trends.ts';

/** What is measured, how, and what it comes to for the whole province. */
@Injectable()
export class IndicatorPagesService {
  private readonly lists = new KeptAnswers<IndicatorList>(4);
  private readonly pages = new KeptAnswers<IndicatorPage>(50);

  constructor(
    private readonly bases: BasisService,
    private readonly reader: FigureReader,
    private readonly site: SiteFigures,
  ) {}

  async indicatorList(): Promise<IndicatorList> {
    const ground = await this.bases.ground();
    return this.lists.get(ground.mark, async () => {
      const period = await this.site.openingPeriod(ground);
      const figures = period === null ? null : await this.site.keyFigures(period, ground);
      return {
        basis: ground.basis,
        period: period === null ? null : shownPeriod(period, ground.today),
        indicators: INDICATORS.map((indicator) => ({
          ...briefOf(indicator),
          figure: figures?.get(indicator.code) ?? null,
        })),
      };
    });
  }

  /** Throws VisitorError unknown_indicator. */
  async indicator(code: string): Promise<IndicatorPage> {
    const ground = await this.bases.ground();
    const indicator = knownIndicator(code);
    return this.pages.get(`${ground.mark} ${code}`, () => this.page(indicator, ground));
  }

  private async page(indicator: Indicator, ground: Ground): Promise<IndicatorPage> {
    const known = await this.reader.periods('site', SITE, indicator.code);
    const period = openingPeriod(known, ground.today);
    const charted = period === null ? [] : chartedPeriods(known, period.kind);
    const figures = period === null ? null : await this.site.keyFigures(period, ground);
    const { numerator, denominator, cohort, noun, source, measures } = indicator;
    return {
      basis: ground.basis,
      indicator: {
        ...briefOf(indicator),
        numerator,
        denominator,
        cohort,
        noun,
        source,
        measures: measures.map((name) => ({ name, counts: whatCounts(name) })),
      },
      minimum: MINIMUM,
      period: period === null ? null : shownPeriod(period, ground.today),
      figure: figures?.get(indicator.code) ?? null,
      trend:
        charted.length === 0
          ? null
          : trendOf(indicator, SITE, charted, await this.site.figures(charted), ground),
      versions: versionsOf(indicator, ground.systems),
    };
  }
}

const briefOf = ({ code, dimension, name, explanation, unit, better }: Indicator) => ({
  code,
  dimension,
  name,
  explanation,
  unit,
  better,
});

const whatCounts = (measure: Measure): Bilingual => MEASURES.find(({ name }) => name === measure)!.counts;

/** Newest first; a version holds until the day before the next one, whether the indicator still stands in that or not. */
const versionsOf = ({ code }: Indicator, oldestFirst: readonly SystemVersion[]): IndicatorPage['versions'] =>
  oldestFirst
    .map(({ version, effectiveFrom, indicators, note }, index) => {
      const next = oldestFirst[index + 1];
      return {
        stands: indicators.includes(code),
        shown: {
          version: String(version),
          from: effectiveFrom,
          to: next === undefined ? null : addDays(next.effectiveFrom, -1),
          note,
        },
      };
    })
    .filter(({ stands }) => stands)
    .map(({ shown }) => shown)
    .reverse();
