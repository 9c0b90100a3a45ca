import type { Audit, Separation } from '@huiyin/contract';
import type { Indicator, SystemSettings } from '@huiyin/domain';
import {
  ceilingDiagnosis,
  compositeOf,
  compositeRules,
  independenceAudit,
  scoredValues,
  seedOf,
  sensitivityOf,
} from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Ground } from '../basis.service.ts';
import type { FoundFigure } from '../figure-reader.repository.ts';
import { FigureReader } from '../figure-reader.repository.ts';
import { KeptAnswers } from '../kept-answers.ts';
import type { FigurePeriod } from '../periods.ts';
import { keyOfPeriod, shownPeriod } from '../periods.ts';
import { mayBeShown } from '../presenting.ts';
import { SCORED } from '../scored.ts';
import { systemFor } from '../system-in-force.ts';

/** With fewer offices a correlation says more about chance than about indicators. */
const UNITS_MIN = 10;

/** Whether the indicators of a system each add something, and whether each still separates departments. */
@Injectable()
export class SystemAuditService {
  private readonly audits = new KeptAnswers<Audit | null>(20);
  private readonly separations = new KeptAnswers<ReadonlyMap<string, Separation>>(20);

  constructor(private readonly reader: FigureReader) {}

  /** The independence audit of the system in force in a period, over its departments; null for too few of them. */
  audit(period: FigurePeriod, ground: Ground): Promise<Audit | null> {
    return this.audits.get(`${ground.mark} ${keyOfPeriod(period)}`, async () => {
      const { settings } = systemFor(ground.systems, period.start);
      const units = [...(await this.unitsIn(period)).values()];
      return auditOf(settings, units, shownPeriod(period, ground.today));
    });
  }

  /** By the code of the indicator, of those that at least two departments can be scored on. */
  separation(period: FigurePeriod, ground: Ground): Promise<ReadonlyMap<string, Separation>> {
    return this.separations.get(`${ground.mark} ${keyOfPeriod(period)}`, async () => {
      const { settings } = systemFor(ground.systems, period.start);
      const figures = (await this.figuresIn(period)).filter(
        (figure) => mayBeShown(figure) && figure.denominator >= settings.minimum.scored,
      );
      return new Map(
        SCORED.flatMap((indicator) => {
          const own = figures.filter((figure) => figure.indicator === indicator.code);
          const found = separationOf(indicator, own, shownPeriod(period, ground.today));
          return found === null ? [] : [[indicator.code, found] as const];
        }),
      );
    });
  }

  private figuresIn(period: FigurePeriod): Promise<FoundFigure[]> {
    return this.reader.figures({
      scopeKind: 'department',
      indicators: SCORED.map(({ code }) => code),
      periods: [period],
    });
  }

  /** The figures of each department by indicator, without what may not be told of it; in the order of their codes. */
  async unitsIn(period: FigurePeriod): Promise<ReadonlyMap<string, Unit>> {
    const units = new Map<string, Map<string, FoundFigure>>();
    for (const figure of (await this.figuresIn(period)).filter(mayBeShown))
      units.set(
        figure.code,
        (units.get(figure.code) ?? new Map<string, FoundFigure>()).set(figure.indicator, figure),
      );
    return new Map([...units].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** What may be told of a department, by indicator. */
export type Unit = ReadonlyMap<string, FoundFigure>;

/** The audit of settings over departments: of what enters scores only. */
export function auditOf(
  settings: SystemSettings,
  units: readonly Unit[],
  period: Audit['period'],
): Audit | null {
  const values = units
    .map((unit) => {
      const [first] = unit.values();
      const scored =
        first === undefined ? new Map<string, number>() : scoredValues(settings, first.sums).values;
      return new Map([...scored].filter(([code]) => unit.has(code)));
    })
    .filter((scored) => scored.size > 1);
  if (values.length < UNITS_MIN) return null;
  const rules = compositeRules(settings);
  const { pairs, alphas, dropped } = independenceAudit(values, rules);
  const scoredOn = (codes: readonly string[]) =>
    values.filter((scored) => codes.every((code) => scored.has(code))).length;
  const inside = (dimension: string) =>
    rules.dimensions.find(({ code }) => code === dimension)!.indicators.map(({ code }) => code);
  const composites = values.filter((scored) => compositeOf(scored, rules) !== null).length;
  return {
    departments: values.length,
    period,
    pairs: pairs.flatMap(({ first, second, r, n, flag }) =>
      flag === null || r === null || n < UNITS_MIN ? [] : [{ first, second, r, n, flag }],
    ),
    alphas: settings.dimensions.map(({ code }) => ({
      dimension: code,
      alpha:
        scoredOn(inside(code)) < UNITS_MIN
          ? null
          : (alphas.find(({ dimension }) => dimension === code)?.alpha ?? null),
    })),
    dropped:
      composites < UNITS_MIN ? [] : dropped.map(({ indicator, meanShift }) => ({ indicator, meanShift })),
    shifts:
      composites < UNITS_MIN
        ? null
        : sensitivityOf({ units: values, rules, seed: seedOf(`${period.key} sensitivity`) }).shifts,
  };
}

function separationOf(
  indicator: Indicator,
  figures: readonly FoundFigure[],
  period: Separation['period'],
): Separation | null {
  const [worst, best] = indicator.unit === 'share' ? [0, 1] : [0, 100];
  const found = ceilingDiagnosis({
    units: figures.map(({ value, sums }) => ({ value, error: indicator.standardError(sums) ?? 0 })),
    best: indicator.better === 'up' ? best : worst,
    worst: indicator.better === 'up' ? worst : best,
    seed: seedOf(`${indicator.code} ${period.key} separation`),
  });
  return found === null ? null : { ...found, period, departments: figures.length };
}
