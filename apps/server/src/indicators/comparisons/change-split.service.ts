import type { ChangeSplit, Strata } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import type { Ground } from '../basis.service.ts';
import type { FoundFigure } from '../figure-reader.repository.ts';
import { FigureReader } from '../figure-reader.repository.ts';
import { FigureTable } from '../figure-table.ts';
import type { FigurePeriod } from '../periods.ts';
import { periodBefore, periodYearAgo, shownPeriod } from '../periods.ts';
import type { ScopeKind } from '../scope-period.ts';
import type { Part } from './change-split.ts';
import { changeSplit, mostToExplain } from './change-split.ts';

/** Something with figures whose changes can be taken apart. */
export interface Subject {
  readonly scope: 'department' | 'region' | 'line';
  readonly code: string;
}

interface Member {
  readonly kind: ScopeKind;
  readonly code: string;
  readonly name: Part['name'];
}

/** Why a figure changed: taken apart by what it is the sum of. */
@Injectable()
export class ChangeSplitService {
  constructor(private readonly reader: FigureReader) {}

  /** Against the period before and against the same one a year ago; null for what cannot be taken apart, or still runs. */
  async both(
    indicator: Indicator,
    subject: Subject,
    period: FigurePeriod,
    ground: Ground,
  ): Promise<{ previous: ChangeSplit | null; yearAgo: ChangeSplit | null }> {
    if (!shownPeriod(period, ground.today).complete) return { previous: null, yearAgo: null };
    const [previous, yearAgo] = [periodBefore(period), periodYearAgo(period)];
    const splits = await this.splits([indicator], subject, period, [previous, yearAgo], ground);
    return { previous: splits[0] ?? null, yearAgo: splits[1] ?? null };
  }

  /** The split of the indicator asked for, its clearest change; without one the split with most to explain. */
  async why(
    indicators: readonly Indicator[],
    subject: Subject,
    period: FigurePeriod,
    ground: Ground,
  ): Promise<ChangeSplit | null> {
    if (!shownPeriod(period, ground.today).complete) return null;
    const splits = await this.splits(
      indicators,
      subject,
      period,
      [periodBefore(period), periodYearAgo(period)],
      ground,
    );
    const best = mostToExplain(splits);
    // Somebody asked about one indicator: then also a change that cannot be told from chance is an answer.
    return best ?? (indicators.length === 1 ? (splits.find((split) => split !== null) ?? null) : null);
  }

  /** One an indicator and earlier period, in this order. */
  private async splits(
    indicators: readonly Indicator[],
    { scope, code }: Subject,
    period: FigurePeriod,
    earlier: readonly FigurePeriod[],
    { directory, today }: Ground,
  ): Promise<(ChangeSplit | null)[]> {
    const codes = indicators.map((one) => one.code);
    const periods = [period, ...earlier];
    const { by, members } = membersOf(scope, code, directory);
    const whole = new FigureTable(
      await this.reader.figures({ scopeKind: scope, codes: [code], indicators: codes, periods }),
    );
    const parts = new Map<ScopeKind, FigureTable>();
    for (const kind of new Set(members.map((member) => member.kind))) {
      const own = members.filter((member) => member.kind === kind).map((member) => member.code);
      parts.set(
        kind,
        new FigureTable(
          await this.reader.figures({ scopeKind: kind, codes: own, indicators: codes, periods }),
        ),
      );
    }
    const partAt = (member: Member, indicator: string, at: FigurePeriod): FoundFigure | undefined =>
      parts.get(member.kind)?.get(indicator, at, member.code);
    return indicators.flatMap((indicator) =>
      earlier.map((against) =>
        changeSplit(
          indicator,
          {
            before: whole.get(indicator.code, against, code),
            after: whole.get(indicator.code, period, code),
            against,
            by,
            parts: members.map((member) => ({
              code: member.code,
              name: member.name,
              before: partAt(member, indicator.code, against),
              after: partAt(member, indicator.code, period),
            })),
          },
          today,
        ),
      ),
    );
  }
}

/** What a scope is the sum of: a department of its items, a line of its departments, a region of what lies below it. */
function membersOf(
  scope: Subject['scope'],
  code: string,
  directory: DirectorySnapshot,
): { by: Strata; members: Member[] } {
  const named = (kind: ScopeKind) => (one: { code: string; name: Part['name'] }) => ({
    kind,
    code: one.code,
    name: one.name,
  });
  if (scope === 'department') {
    const id = directory.departmentByCode.get(code)?.id;
    const items = directory.items.filter(({ departmentId }) => departmentId === id);
    return { by: 'item', members: items.map(named('item')) };
  }
  if (scope === 'line') {
    const departments = directory.departments.filter(({ lineCode }) => lineCode === code);
    return { by: 'department', members: departments.map(named('department')) };
  }
  const regions = directory.regions.filter(({ parentCode }) => parentCode === code);
  const departments = directory.departments.filter(({ regionCode }) => regionCode === code);
  return {
    by: regions.length > 0 ? 'region' : 'department',
    members: [...regions.map(named('region')), ...departments.map(named('department'))],
  };
}
