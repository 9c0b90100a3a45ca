import type { Audit, IndicatorList, IndicatorPage, Scoring } from '@huiyin/contract';
import type { Bilingual, Indicator, Measure, SystemSettings } from '@huiyin/domain';
import { DIMENSIONS, INDICATORS, MEASURES, MINIMUM, WAITING_TIMES, addDays } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Ground } from './basis.service.ts';
import { BasisService } from './basis.service.ts';
import type { SystemVersion } from './figure-reader.repository.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { FigurePeriod } from './periods.ts';
import { chartedPeriods, openingPeriod, shownPeriod } from './periods.ts';
import { knownIndicator } from './ranking.service.ts';
import { shownWait } from './shown-wait.ts';
import { SITE, SiteFigures } from './site-figures.service.ts';
import { systemFor } from './system-in-force.ts';
import { SystemAuditService } from './systems/system-audit.service.ts';
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
    private readonly audits: SystemAuditService,
  ) {}

  async indicatorList(): Promise<IndicatorList> {
    const ground = await this.bases.ground();
    return this.lists.get(ground.mark, async () => {
      const period = await this.site.openingPeriod(ground);
      const figures = period === null ? null : await this.site.keyFigures(period, ground);
      const { settings } = systemFor(ground.systems, period?.start ?? ground.today);
      return {
        basis: ground.basis,
        period: period === null ? null : shownPeriod(period, ground.today),
        indicators: INDICATORS.map((indicator) => ({
          ...briefOf(indicator),
          figure: figures?.get(indicator.code) ?? null,
          scoring: scoringOf(indicator, settings),
        })),
        waits: await this.waits(period),
        dimensions: DIMENSIONS.map(({ code, name }) => ({
          code,
          name,
          weight: weightOf(settings, code),
        })),
        systems: versionsOf(ground.systems).map(({ shown }) => shown),
        audit: await this.audit(ground),
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
    const known = await this.reader.periods('site', SITE, indicator);
    const period = openingPeriod(known, ground.today);
    const charted = period === null ? [] : chartedPeriods(known, period.kind);
    const figures = period === null ? null : await this.site.keyFigures(period, ground);
    const { settings } = systemFor(ground.systems, period?.start ?? ground.today);
    const audit = await this.audit(ground);
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
      scoring: scoringOf(indicator, settings),
      separation: await this.separation(indicator, ground),
      audit:
        audit === null
          ? null
          : {
              ...audit,
              pairs: audit.pairs.filter(({ first, second }) => [first, second].includes(indicator.code)),
              alphas: audit.alphas.filter(({ dimension }) => dimension === indicator.dimension),
              dropped: audit.dropped.filter((one) => one.indicator === indicator.code),
              // Of the composite as a whole, not of one indicator.
              shifts: null,
            },
      versions: versionsOf(ground.systems).map(({ shown, settings: own }) => ({
        ...shown,
        scoring: scoringOf(indicator, own),
      })),
    };
  }

  /** Over a year: in a quarter few departments have enough cases for a score. */
  private async audit(ground: Ground): Promise<Audit | null> {
    const year = await this.site.latestYear(ground);
    return year === null ? null : this.audits.audit(year, ground);
  }

  private async separation({ code }: Indicator, ground: Ground): Promise<IndicatorPage['separation']> {
    const year = await this.site.latestYear(ground);
    return year === null ? null : ((await this.audits.separation(year, ground)).get(code) ?? null);
  }

  private async waits(period: FigurePeriod | null): Promise<IndicatorList['waits']> {
    const stored = period === null ? null : await this.reader.sums('site', SITE, period);
    return WAITING_TIMES.map(({ code, name, explanation, clock }) => ({
      code,
      name,
      explanation,
      wait: stored === null ? null : shownWait(stored, clock),
    }));
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

/** Of all dimensions, 0–1; null for one that is not scored. */
function weightOf({ dimensions }: SystemSettings, code: string | null): number | null {
  const own = dimensions.find((one) => one.code === code);
  const total = dimensions.reduce((sum, { weight }) => sum + weight, 0);
  return own === undefined ? null : own.weight / total;
}

/** How an indicator is scored; null where it is not. */
function scoringOf({ code, dimension }: Indicator, settings: SystemSettings): Scoring | null {
  const dimensionWeight = weightOf(settings, dimension);
  const own = settings.indicators.find((one) => one.code === code);
  if (dimensionWeight === null || own === undefined) return null;
  const inside = settings.indicators.filter((one) => dimensionOf(one.code) === dimension);
  const total = inside.reduce((sum, { weight }) => sum + weight, 0);
  return { dimensionWeight, weight: own.weight / total, worst: own.worst, best: own.best };
}

const dimensionOf = (code: string) => INDICATORS.find((one) => one.code === code)?.dimension;

/** Newest first; a version holds until the day before the next one. */
const versionsOf = (oldestFirst: readonly SystemVersion[]) =>
  oldestFirst
    .map(({ version, effectiveFrom, settings, note, author }, index) => {
      const next = oldestFirst[index + 1];
      return {
        settings,
        shown: {
          version: String(version),
          from: effectiveFrom,
          to: next === undefined ? null : addDays(next.effectiveFrom, -1),
          note,
          author,
        },
      };
    })
    .reverse();
