import type { CellSum, LocalDate, Steps } from '@huiyin/domain';
import { addMonthsToStart, monthStart } from '@huiyin/domain';
import type { ScopeKind, ScopePeriod, StoredPeriodKind } from '../scope-period.ts';
import { MONTHS_IN, scopePeriodText } from '../scope-period.ts';

/** One published number of people. */
export interface PublicCell extends ScopePeriod {
  readonly n: number;
  /** What a release has said of it, for good; null where none has spoken yet. */
  readonly released: 'shown' | 'withheld' | null;
  /**
   * No release has spoken of it, and it was withheld when it had as many people as now. Shown while nothing changed, it
   * would tell of the cells that it hid.
   */
  readonly kept: boolean;
}

/** Who stands where, as far as readers know it: enough to add up any published number from others. */
export interface Structure {
  /** The parent of each region; null for a root. */
  readonly regions: ReadonlyMap<string, string | null>;
  readonly departments: readonly StructuredDepartment[];
}

export interface StructuredDepartment {
  readonly code: string;
  readonly items: readonly string[];
  /** In order; each holds until the next one begins. */
  readonly places: readonly { readonly from: LocalDate; readonly region: string; readonly line: string }[];
}

/** The cells of one population in a fixed order, and every sum among them that a reader can form. */
export interface PublicCells {
  readonly cells: readonly PublicCell[];
  readonly sums: readonly CellSum[];
}

/**
 * Lists the sums among published cells. Cells without people are left out: that they are 0 is known. `stock` cells say how
 * many there are at the end of a period, so a longer period equals its last month instead of adding its months up.
 *
 * - The site is its root regions, its lines, and its channels with what came through none.
 * - A region is the regions just below it and its own departments; a line its departments; a department its items and
 *   what belongs to no item.
 * - A quarter is its months; a year is its quarters, and so is a rolling year, of which the public sees those that end with
 *   a quarter.
 *
 * Where a department moved in the middle of a period, the sums of that period over the regions and lines concerned do not
 * hold and are left out; those of its months do.
 */
export function* publicCells(
  all: readonly PublicCell[],
  structure: Structure,
  stock: boolean,
): Steps<PublicCells> {
  const cells = all.filter(({ n }) => n > 0);
  const index = new Map(cells.map((cell, place) => [scopePeriodText(cell), place]));
  const sums: CellSum[] = [];
  const placeOf = (scopeKind: ScopeKind, scopeCode: string, period: Period): number | undefined =>
    index.get(scopePeriodText({ scopeKind, scopeCode, ...period }));
  const add = (whole: number | undefined, parts: readonly (number | undefined)[], open = false): void => {
    if (whole === undefined) return;
    const known = parts.filter((part) => part !== undefined);
    const rest = open ? cells[whole]!.n - known.reduce((sum, part) => sum + cells[part]!.n, 0) : 0;
    if (known.length > 0) sums.push({ whole, parts: known, rest });
  };
  const shape = shapeOf(structure);
  const channels = channelsByPeriod(cells);

  for (const period of periodsOf(cells)) {
    yield;
    const standing = shape.during(period);
    const site = placeOf('site', 'all', period);
    const scopes = (kind: ScopeKind, codes: Iterable<string>) =>
      [...codes].map((code) => placeOf(kind, code, period));
    add(site, scopes('region', shape.roots));
    add(site, scopes('line', shape.lines));
    add(site, scopes('channel', channels.get(textOf(period)) ?? []), true);
    for (const [region, children] of shape.childRegions) {
      const own = standing.inRegion.get(region) ?? [];
      if (standing.moved.has(`region ${region}`)) continue;
      add(placeOf('region', region, period), [...scopes('region', children), ...scopes('department', own)]);
    }
    for (const [line, own] of standing.inLine) {
      if (!standing.moved.has(`line ${line}`)) add(placeOf('line', line, period), scopes('department', own));
    }
    for (const { code, items } of structure.departments)
      add(placeOf('department', code, period), scopes('item', items), true);
  }
  for (const [place, cell] of cells.entries()) {
    addSpan(cell, stock, placeOf, add);
    if (place % CELLS_A_PAUSE === 0) yield;
  }
  return { cells, sums };
}

/** So many cells take a few milliseconds. */
const CELLS_A_PAUSE = 1000;

type Period = Pick<ScopePeriod, 'periodKind' | 'periodStart'>;

/** What a longer period is made of, for one scope. */
function addSpan(
  cell: PublicCell,
  stock: boolean,
  placeOf: (kind: ScopeKind, code: string, period: Period) => number | undefined,
  add: (whole: number | undefined, parts: readonly (number | undefined)[]) => void,
): void {
  const { scopeKind, scopeCode, periodKind, periodStart } = cell;
  if (periodKind === 'month') return;
  const partKind: StoredPeriodKind = periodKind === 'quarter' || stock ? 'month' : 'quarter';
  const step = MONTHS_IN[partKind];
  const parts = Array.from({ length: MONTHS_IN[periodKind] / step }, (_, part) =>
    placeOf(scopeKind, scopeCode, {
      periodKind: partKind,
      periodStart: addMonthsToStart(periodStart, part * step),
    }),
  );
  const known = parts.filter((part) => part !== undefined);
  add(placeOf(scopeKind, scopeCode, cell), stock ? known.slice(-1) : known);
}

function periodsOf(cells: readonly PublicCell[]): Period[] {
  const periods = new Map<string, Period>();
  for (const { periodKind, periodStart } of cells)
    periods.set(textOf({ periodKind, periodStart }), { periodKind, periodStart });
  return [...periods.values()];
}

const textOf = ({ periodKind, periodStart }: Period): string => `${periodKind} ${periodStart}`;

function channelsByPeriod(cells: readonly PublicCell[]): ReadonlyMap<string, readonly string[]> {
  const channels = new Map<string, string[]>();
  for (const cell of cells) {
    if (cell.scopeKind !== 'channel') continue;
    const own = channels.get(textOf(cell)) ?? [];
    if (own.length === 0) channels.set(textOf(cell), own);
    own.push(cell.scopeCode);
  }
  return channels;
}

/** The tree as it stands, and for a period who stood where in it. */
function shapeOf({ regions, departments }: Structure) {
  const childRegions = new Map<string, string[]>([...regions.keys()].map((code) => [code, []]));
  for (const [code, parent] of regions) if (parent !== null) childRegions.get(parent)?.push(code);
  return {
    roots: [...regions].flatMap(([code, parent]) => (parent === null ? [code] : [])),
    lines: new Set(departments.flatMap(({ places }) => places.map(({ line }) => line))),
    childRegions,
    during(period: Period) {
      const last = addMonthsToStart(period.periodStart, MONTHS_IN[period.periodKind] - 1);
      const inRegion = new Map<string, string[]>();
      const inLine = new Map<string, string[]>();
      const moved = new Set<string>();
      for (const { code, places } of departments) {
        const first = placeAt(places, monthStart(period.periodStart));
        const end = placeAt(places, last);
        if (first === undefined || end === undefined) continue;
        if (first !== end) {
          for (const place of places.filter(
            (one) => one === first || (one.from > first.from && one.from <= last),
          ))
            for (const scope of [
              `line ${place.line}`,
              ...lineage(regions, place.region).map((region) => `region ${region}`),
            ])
              moved.add(scope);
        }
        inRegion.set(end.region, [...(inRegion.get(end.region) ?? []), code]);
        inLine.set(end.line, [...(inLine.get(end.line) ?? []), code]);
      }
      return { inRegion, inLine, moved };
    },
  };
}

const placeAt = (places: StructuredDepartment['places'], month: LocalDate) =>
  places.filter(({ from }) => from <= month).at(-1);

function lineage(regions: Structure['regions'], code: string): string[] {
  const found: string[] = [];
  for (let at: string | null | undefined = code; at && !found.includes(at); at = regions.get(at))
    found.push(at);
  return found;
}
