import type { Trend } from '@huiyin/contract';
import type { Indicator, LocalDate } from '@huiyin/domain';
import type { Ground } from './basis.service.ts';
import type { SystemVersion } from './figure-reader.repository.ts';
import type { FigureTable } from './figure-table.ts';
import type { FigurePeriod } from './periods.ts';
import { shownPeriod } from './periods.ts';
import { shownFigure } from './presenting.ts';

/** One indicator of one scope over time. `peerMedian` tells the median of the peers, where there are any. */
export function trendOf(
  indicator: Indicator,
  code: string,
  periods: readonly FigurePeriod[],
  figures: FigureTable,
  { today, systems }: Pick<Ground, 'today' | 'systems'>,
  peerMedian: (period: FigurePeriod) => number | null = () => null,
): Trend {
  const [first, last] = [periods[0], periods.at(-1)];
  return {
    indicator: indicator.code,
    name: indicator.name,
    noun: indicator.noun,
    unit: indicator.unit,
    points: periods.map((period) => ({
      ...shownFigure(indicator, figures.get(indicator.code, period, code)),
      period: shownPeriod(period, today),
      peerMedian: peerMedian(period),
    })),
    breaks: first === undefined || last === undefined ? [] : breaksBetween(systems, first.start, last.start),
  };
}

/** Where a new version of the indicator system began to count, after the first and not after the last of the points. */
const breaksBetween = (systems: readonly SystemVersion[], first: LocalDate, last: LocalDate) =>
  systems
    .slice(1)
    .filter(({ effectiveFrom }) => effectiveFrom > first && effectiveFrom <= last)
    .map(({ effectiveFrom, version }) => ({ on: effectiveFrom, system: String(version) }));
