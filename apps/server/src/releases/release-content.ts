import type {
  Bilingual,
  Indicator,
  ReleaseContent,
  ReleasedCell,
  ReleasedRanking,
  ReleasedWaits,
  SystemSettings,
  WaitClock,
} from '@huiyin/domain';
import {
  INDICATORS,
  POPULATIONS,
  WAIT_CLOCKS,
  bandsOf,
  compositeIndicator,
  periodOf,
  releasedFigures,
  releasedTimes,
  rollingFrom,
} from '@huiyin/domain';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { groupText } from '../indicators/comparison.service.ts';
import type { SpokenPeriod } from './releases.repository.ts';
import type { ReleasedRow } from './released-rows.ts';
import { publishedSums } from './released-rows.ts';

/** Every indicator that a release publishes under the settings of its system. */
export const publishedIndicators = (settings: SystemSettings): Indicator[] => [
  ...INDICATORS,
  compositeIndicator(settings),
];

export const keyOf = ({ kind, start }: SpokenPeriod): string =>
  (kind === 'rolling' ? rollingFrom(start) : periodOf(kind, start)).key;

/** What is published of a row: nothing of a withheld population, and the figures that follow from the rest. */
export function releasedCell(row: ReleasedRow, indicators: readonly Indicator[]): ReleasedCell {
  const tallies = publishedSums(row.sums, row.withheld);
  const withheld = POPULATIONS.flatMap(({ key, measures }) =>
    row.withheld.includes(key) && measures.some((measure) => row.sums[measure]) ? [key] : [],
  );
  const waits = row.withheld.includes('letter_received') ? {} : waitsOf(row);
  return {
    scope: row.scopeKind,
    code: row.scopeCode,
    period: keyOf({ kind: row.periodKind, start: row.periodStart }),
    tallies,
    withheld,
    waits,
    figures: releasedFigures(tallies, withheld, indicators),
    times: releasedTimes(waits),
  };
}

const waitsOf = ({ waits }: ReleasedRow): Partial<Record<WaitClock, ReleasedWaits>> =>
  Object.fromEntries(
    WAIT_CLOCKS.flatMap((clock) => {
      const ends = waits?.[clock];
      return ends === undefined
        ? []
        : [[clock, ends.map(({ wait, answered, left, open }) => [wait, answered, left, open] as const)]];
    }),
  );

/** The rank bands of every level and function line on every indicator that is ranked there, in the period itself. */
export function releasedRankings(
  cells: readonly ReleasedCell[],
  period: string,
  indicators: readonly Indicator[],
  rankedMinimum: number,
  { departments }: DirectorySnapshot,
): ReleasedRanking[] {
  const cellOf = new Map(
    cells
      .filter((cell) => cell.scope === 'department' && cell.period === period)
      .map((cell) => [cell.code, cell]),
  );
  const groups = new Map<string, string[]>();
  for (const { code, level, lineCode, active } of departments) {
    if (!active) continue;
    const group = groupText(level, lineCode, null, null);
    groups.set(group, [...(groups.get(group) ?? []), code]);
  }
  return indicators.flatMap((indicator) =>
    [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([group, codes]) => {
        const units = codes.sort().flatMap((code) => {
          const cell = cellOf.get(code);
          const [, , , , denominator] = cell?.figures[indicator.code] ?? [0, 0, 0, 0, 0];
          return cell !== undefined && denominator >= rankedMinimum ? [{ code, sums: cell.tallies }] : [];
        });
        return units.length < 2
          ? []
          : [{ indicator: indicator.code, period, group, bands: bandsOf(indicator, units, period, group) }];
      }),
  );
}

/** The names of everything that the cells speak of. */
export function namesOf(
  cells: readonly ReleasedCell[],
  directory: DirectorySnapshot,
  site: Bilingual,
): ReleaseContent['names'] {
  const known: Readonly<Record<string, ReadonlyMap<string, { readonly name: Bilingual }>>> = {
    department: directory.departmentByCode,
    region: directory.regionByCode,
    line: directory.lineByCode,
    item: directory.itemByCode,
    channel: directory.channelByCode,
  };
  const names = new Map<string, ReleaseContent['names'][number]>();
  for (const { scope, code } of cells) {
    const name = scope === 'site' ? site : known[scope]?.get(code)?.name;
    names.set(`${scope} ${code}`, { scope, code, name: name ?? { zh: code, en: code } });
  }
  return [...names.values()];
}
