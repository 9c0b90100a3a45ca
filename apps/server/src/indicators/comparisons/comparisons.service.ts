import type { Comparison, ComparisonQuery } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import { VisitorError } from '../../platform/errors/errors.ts';
import type { Ground } from '../basis.service.ts';
import { BasisService } from '../basis.service.ts';
import { ComparisonService, groupText } from '../comparison.service.ts';
import { FigureReader } from '../figure-reader.repository.ts';
import { FigureTable } from '../figure-table.ts';
import type { FigurePeriod } from '../periods.ts';
import {
  figurePeriodOf,
  isSamePeriod,
  openingPeriod,
  periodBefore,
  periodYearAgo,
  shownPeriod,
} from '../periods.ts';
import { keyFigure } from '../presenting.ts';
import { knownIndicator, runningQuarter } from '../ranking.service.ts';
import { namedOf } from '../scored.ts';
import { systemFor } from '../system-in-force.ts';
import { VolumesService } from '../volumes.service.ts';
import { ChangeSplitService } from './change-split.service.ts';

type Scope = ComparisonQuery['scope'];
type Shown = Comparison['figure'];

/** One figure compared in every way: with peers, with earlier periods, and with what it counts into. */
@Injectable()
export class ComparisonsService {
  constructor(
    private readonly bases: BasisService,
    private readonly reader: FigureReader,
    private readonly comparisons: ComparisonService,
    private readonly splits: ChangeSplitService,
    private readonly volumes: VolumesService,
  ) {}

  /** Throws VisitorError for a code, indicator or period that nobody knows. */
  async compare(query: ComparisonQuery): Promise<Comparison> {
    const ground = await this.bases.ground();
    const { scope, code } = query;
    const subject = subjectOf(scope, code, ground.directory);
    const known = await this.reader.periods(scope, code);
    const period = chosenPeriod(query.period, known, ground.today);
    const { settings } = systemFor(ground.systems, period.start);
    const indicator = knownIndicator(query.indicator, settings);
    const split = await this.splits.both(indicator, { scope, code }, period, ground);
    return {
      basis: ground.basis,
      scope,
      subject: namedOf(subject),
      period: shownPeriod(period, ground.today),
      figure: await this.figure(indicator, scope, code, period, ground),
      peers: scope === 'department' ? await this.peers(indicator, code, period, ground) : null,
      ...split,
      above: await this.above(indicator, scope, code, period, ground),
    };
  }

  private async figure(
    indicator: Indicator,
    scope: Scope,
    code: string,
    period: FigurePeriod,
    { today }: Ground,
  ): Promise<Shown> {
    const figures = new FigureTable(
      await this.reader.figures({
        scopeKind: scope,
        codes: [code],
        indicators: [indicator.code],
        also: [indicator],
        periods: [period, periodBefore(period), periodYearAgo(period)],
      }),
    );
    const at = (one: FigurePeriod) => ({ period: one, figure: figures.get(indicator.code, one, code) });
    const { complete } = shownPeriod(period, today);
    return keyFigure(
      indicator,
      figures.get(indicator.code, period, code),
      complete,
      at(periodBefore(period)),
      at(periodYearAgo(period)),
      null,
    );
  }

  private async peers(
    indicator: Indicator,
    code: string,
    period: FigurePeriod,
    ground: Ground,
  ): Promise<Comparison['peers']> {
    const { directory } = ground;
    const department = directory.departmentByCode.get(code)!;
    const bands = await this.volumes.bands(period, ground);
    const band = bands.of(code);
    const peers = this.comparisons.peersOf(department, directory, bands);
    const figures = new FigureTable(
      await this.reader.figures({
        scopeKind: 'department',
        codes: peers.map((peer) => peer.code),
        indicators: [indicator.code],
        also: [indicator],
        periods: [period],
      }),
    );
    const { placed, median } = await this.comparisons.place(
      indicator,
      period,
      groupText(department.level, department.lineCode, null, band.band),
      figures.of(
        indicator.code,
        period,
        peers.map((peer) => peer.code),
      ),
    );
    const own = placed.find((one) => one.code === code);
    return {
      group: {
        level: department.level,
        line: namedOf(directory.lineByCode.get(department.lineCode)!),
        volume: bands.all.length > 1 ? { from: band.from, to: band.to } : null,
        departments: peers.length,
      },
      median,
      difference: own === undefined || median === null ? null : own.figure.value - median,
      rankLow: own?.rankLow ?? null,
      rankHigh: own?.rankHigh ?? null,
      ranked: placed.length,
      standing: own === undefined || placed.length < 2 ? null : own.standing,
      indistinct: placed
        .filter((one) => own !== undefined && one.code !== code && !own.apartFrom.has(one.code))
        .map((one) => namedOf(directory.departmentByCode.get(one.code)!)),
    };
  }

  /** What the subject counts into: its regions from the nearest up, then its line. */
  private async above(
    indicator: Indicator,
    scope: Scope,
    code: string,
    period: FigurePeriod,
    ground: Ground,
  ): Promise<Comparison['above']> {
    const { directory } = ground;
    const department = scope === 'department' ? directory.departmentByCode.get(code) : undefined;
    const regions =
      scope === 'region'
        ? directory.lineageOf(code).slice(1)
        : directory.lineageOf(department?.regionCode ?? '');
    const line = department === undefined ? undefined : directory.lineByCode.get(department.lineCode);
    const levels = [
      ...regions.map((region) => ({ ...namedOf(region), scope: 'region' as const })),
      ...(line === undefined ? [] : [{ ...namedOf(line), scope: 'line' as const }]),
    ];
    return Promise.all(
      levels.map(async (level) => ({
        ...level,
        figure: await this.figure(indicator, level.scope, level.code, period, ground),
      })),
    );
  }
}

function subjectOf(scope: Scope, code: string, directory: DirectorySnapshot) {
  const found = {
    department: directory.departmentByCode,
    region: directory.regionByCode,
    line: directory.lineByCode,
  }[scope].get(code);
  if (found !== undefined) return found;
  if (scope === 'line') throw new VisitorError('not_found');
  throw new VisitorError(scope === 'department' ? 'department_not_found' : 'region_not_found', { code });
}

function chosenPeriod(key: string | undefined, known: readonly FigurePeriod[], today: string): FigurePeriod {
  if (key === undefined) return openingPeriod(known, today) ?? runningQuarter(today);
  const period = figurePeriodOf(key);
  if (period === null || !known.some((one) => isSamePeriod(one, period)))
    throw new VisitorError('unknown_period', { key });
  return period;
}
