import type { RankedDepartment, Ranking, RankingQuery } from '@huiyin/contract';
import type { Indicator, SystemSettings } from '@huiyin/domain';
import { COMPOSITE, compositeIndicator, indicatorOf } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Department, DirectorySnapshot } from '../directory/directory.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import type { Ground } from './basis.service.ts';
import { BasisService } from './basis.service.ts';
import type { Placed } from './comparison.ts';
import { ComparisonService, groupText } from './comparison.service.ts';
import type { FoundFigure } from './figure-reader.repository.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { FigureTable } from './figure-table.ts';
import { funnelOf } from './funnel.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { Rankable } from './opening-question.ts';
import { openingQuestion } from './opening-question.ts';
import type { PeerGroup } from './peer-group.ts';
import { OPENING_LEVEL, groupChoices, peerGroup } from './peer-group.ts';
import type { FigurePeriod } from './periods.ts';
import {
  figurePeriodOf,
  newestFirst,
  openingPeriod,
  periodBefore,
  isSamePeriod,
  shownPeriod,
} from './periods.ts';
import { mayBeRanked, shownChange, shownFigure } from './presenting.ts';
import { LEADING, TELLING, askedFor, departmentAndRegion, namedOf } from './scored.ts';
import { SITE } from './site-figures.service.ts';
import { systemFor } from './system-in-force.ts';
import type { Bands } from './volumes.service.ts';
import { VolumesService } from './volumes.service.ts';

/** Departments of one peer group, placed in bands. */
@Injectable()
export class RankingService {
  private readonly kept = new KeptAnswers<Ranking>(200);

  constructor(
    private readonly bases: BasisService,
    private readonly reader: FigureReader,
    private readonly comparisons: ComparisonService,
    private readonly volumes: VolumesService,
  ) {}

  /**
   * The ranking asked for. Opens with the latest complete quarter and what `openingQuestion` finds. Throws
   * VisitorError for an indicator, period, line, region or focus that does not exist.
   */
  async ranking(query: RankingQuery): Promise<Ranking> {
    const ground = await this.bases.ground();
    const { indicator, level, line, region, band, period, focus } = query;
    const question = JSON.stringify([indicator, level, line, region, band, period, focus]);
    return this.kept.get(`${ground.mark} ${question}`, async () =>
      this.make(await this.opened(query, ground), ground),
    );
  }

  /** A reader who has asked nothing is shown a ranking in which there is something to see. */
  private async opened(query: RankingQuery, ground: Ground): Promise<RankingQuery> {
    if (Object.values(query).some((asked) => asked !== undefined)) return query;
    const groups = groupChoices(ground.directory).filter(
      ({ level, line }) => level === OPENING_LEVEL && line !== null,
    );
    const rankable: Rankable[] = [];
    for (const indicator of TELLING) {
      const known = await this.reader.periods('site', SITE, indicator);
      const period = openingPeriod(known, ground.today) ?? runningQuarter(ground.today);
      const bands = await this.volumes.bands(period, ground);
      for (const choice of groups) {
        const group = peerGroup({ level: choice.level, line: choice.line!.code }, ground.directory, bands);
        const figures = (await this.figures(indicator, period, group)).of(
          indicator.code,
          period,
          codesOf(group),
        );
        rankable.push({ ...choice, indicator, ranked: [...figures.values()].filter(mayBeRanked).length });
      }
    }
    return { ...query, ...openingQuestion(rankable) };
  }

  private async make(query: RankingQuery, ground: Ground): Promise<Ranking> {
    const { directory, today } = ground;
    const code = query.indicator ?? LEADING.code;
    const known = await this.reader.periods('site', SITE, indicatorOf(code));
    const period = await this.chosenPeriod(query.period, known, ground);
    const { settings } = systemFor(ground.systems, period.start);
    const indicator = knownIndicator(code, settings);
    const bands = await this.volumes.bands(period, ground);
    const group = peerGroup(query, directory, bands);
    const focus = query.focus === undefined ? null : directory.departmentByCode.get(query.focus);
    if (focus === undefined) throw new VisitorError('department_not_found', { code: query.focus! });

    const figures = await this.figures(indicator, period, group);
    const now = figures.of(indicator.code, period, codesOf(group));
    const before = figures.of(indicator.code, periodBefore(period), codesOf(group));
    const { placed, median } = await this.comparisons.place(indicator, period, nameOf(group), now);
    const { name, noun, unit, better } = indicator;
    return {
      basis: ground.basis,
      indicator: { code, name, noun, unit, better },
      period: shownPeriod(period, today),
      level: group.level,
      line: group.line === null ? null : namedOf(group.line),
      region: group.region === null ? null : namedOf(group.region),
      focus: focus === null ? null : namedOf(focus),
      band: group.band,
      median,
      total: group.departments.length,
      ranked: rankedRows(indicator, placed, before, period, focus, ground),
      ...notRanked(indicator, group, now, directory),
      funnel: funnelOf(indicator, placed),
      choices: choicesOf(
        known.some((one) => isSamePeriod(one, period)) ? known : [...known, period],
        group,
        period,
        bands,
        settings,
        ground,
      ),
    };
  }

  /**
   * The period of a key, if the site has any figure of it, since an indicator without one is an answer too; without a key
   * the opening one of the indicator, on an empty site the running quarter.
   */
  private async chosenPeriod(
    key: string | undefined,
    known: readonly FigurePeriod[],
    { today }: Ground,
  ): Promise<FigurePeriod> {
    if (key === undefined) return openingPeriod(known, today) ?? runningQuarter(today);
    const period = figurePeriodOf(key);
    const isKnown = (all: readonly FigurePeriod[]) => all.some((one) => isSamePeriod(one, period!));
    if (period === null || !(isKnown(known) || isKnown(await this.reader.periods('site', SITE))))
      throw new VisitorError('unknown_period', { key });
    return period;
  }

  /** Of the group, in the period and the one before. */
  private async figures(indicator: Indicator, period: FigurePeriod, group: PeerGroup): Promise<FigureTable> {
    return new FigureTable(
      await this.reader.figures({
        scopeKind: 'department',
        codes: codesOf(group),
        indicators: [indicator.code],
        also: indicatorOf(indicator.code) === undefined ? [indicator] : [],
        periods: [period, periodBefore(period)],
      }),
    );
  }
}

/** A declared indicator, or with settings also their composite. Throws VisitorError unknown_indicator. */
export function knownIndicator(code: string, settings?: SystemSettings): Indicator {
  const indicator =
    settings !== undefined && code === COMPOSITE ? compositeIndicator(settings) : indicatorOf(code);
  if (indicator === undefined) throw new VisitorError('unknown_indicator', { code });
  return indicator;
}

export const runningQuarter = (today: string): FigurePeriod =>
  figurePeriodOf(`${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`)!;

const codesOf = ({ departments }: PeerGroup): string[] => departments.map(({ code }) => code);

const nameOf = ({ level, line, region, band }: PeerGroup): string =>
  groupText(level, line?.code ?? null, region?.code ?? null, band?.band ?? null);

function rankedRows(
  indicator: Indicator,
  placed: readonly Placed[],
  before: ReadonlyMap<string, FoundFigure>,
  period: FigurePeriod,
  focus: Department | null,
  { directory, today }: Ground,
): RankedDepartment[] {
  const { complete } = shownPeriod(period, today);
  const apart = placed.find(({ code }) => code === focus?.code)?.apartFrom;
  const previous = periodBefore(period);
  return placed.map(({ code, figure, rankLow, rankHigh, standing }) => ({
    ...shownFigure(indicator, figure),
    ...departmentAndRegion(directory.departmentByCode.get(code)!, directory),
    rankLow,
    rankHigh,
    standing,
    tiedWithFocus: apart !== undefined && code !== focus?.code && !apart.has(code),
    previous: complete
      ? shownChange(indicator, figure, { period: previous, figure: before.get(code) })
      : null,
  }));
}

/** The others: fewer than 100 cases have no rank, fewer than 11 no value. */
function notRanked(
  indicator: Indicator,
  { departments }: PeerGroup,
  figures: ReadonlyMap<string, FoundFigure>,
  directory: DirectorySnapshot,
): Pick<Ranking, 'unranked' | 'withheld'> {
  const rows = departments
    .filter(({ code }) => !mayBeRanked(figures.get(code)))
    .map((department) => ({
      figure: figures.get(department.code),
      named: departmentAndRegion(department, directory),
      presentation: shownFigure(indicator, figures.get(department.code)).presentation,
    }));
  return {
    unranked: rows.flatMap(({ figure, named, presentation }) =>
      presentation === 'shown' ? [{ ...shownFigure(indicator, figure), ...named }] : [],
    ),
    withheld: rows.flatMap(({ named, presentation }) =>
      presentation === 'withheld' || presentation === 'none' ? [{ ...named, presentation }] : [],
    ),
  };
}

function choicesOf(
  known: readonly FigurePeriod[],
  group: PeerGroup,
  chosen: FigurePeriod,
  bands: Bands,
  settings: SystemSettings,
  { directory, today }: Ground,
): Ranking['choices'] {
  const choice = ({ code, name }: { code: string; name: { zh: string; en: string } }) => ({
    value: code,
    name,
  });
  const periods = known.some((one) => isSamePeriod(one, chosen)) ? known : [chosen, ...known];
  return {
    indicators: askedFor(settings).map(choice),
    groups: groupChoices(directory).map(({ line, ...rest }) => ({
      ...rest,
      line: line === null ? null : namedOf(line),
    })),
    regions: directory.regions.filter(({ level }) => level === 2 || level === 3).map(choice),
    bands: [...bands.all],
    periods: [...periods].sort(newestFirst).map((period) => {
      const { key, kind, complete } = shownPeriod(period, today);
      return { key, kind, complete };
    }),
    departments: group.departments.map(choice),
  };
}
