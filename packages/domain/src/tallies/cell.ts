import type { LocalDate } from '../calendar/index.ts';
import type { Measure, Sums } from './measures.ts';
import { MEASURE_NAMES } from './measures.ts';

/** The row of the daily tally that a contribution adds to. `itemId` 0 and empty strings mean: does not apply. */
export interface DayKey {
  readonly departmentId: number;
  readonly day: LocalDate;
  readonly itemId: number;
  readonly channel: string;
  readonly letterType: string;
}

/** Units in which a wait is counted, both by local dates: the day of receipt is day 0. */
export type WaitUnit = 'working_day' | 'calendar_day';

/** What ends the wait: the first answer of any kind, an acknowledgement included, or the first full reply. */
export const WAIT_CLOCKS = ['first', 'full'] as const;
export type WaitClock = (typeof WAIT_CLOCKS)[number];

/** The row of the waiting-time tally: letters received on `day`, by how long they had waited when something ended it. */
export interface WaitKey {
  readonly departmentId: number;
  readonly day: LocalDate;
  readonly letterType: string;
  readonly clock: WaitClock;
  readonly unit: WaitUnit;
  readonly wait: number;
}

/** What a fact adds to one cell of the daily tally. */
export interface DayContribution {
  readonly key: DayKey;
  readonly sums: Sums;
}

export const WAIT_MEASURES = ['received', 'answered', 'left_unanswered'] as const;
export type WaitMeasure = (typeof WAIT_MEASURES)[number];
export type WaitSums = Readonly<Partial<Record<WaitMeasure, number>>>;

/** What a fact adds to one cell of the waiting-time tally. `received` stands in the row with wait 0. */
export interface WaitContribution {
  readonly key: WaitKey;
  readonly sums: WaitSums;
}

/** Everything one fact adds to the tallies. */
export interface Contributions {
  readonly days: readonly DayContribution[];
  readonly waits: readonly WaitContribution[];
}

export const NOTHING: Contributions = { days: [], waits: [] };

const dayKeyText = ({ departmentId, day, itemId, channel, letterType }: DayKey): string =>
  `${departmentId}\u0000${day}\u0000${itemId}\u0000${channel}\u0000${letterType}`;
const waitKeyText = ({ departmentId, day, letterType, clock, unit, wait }: WaitKey): string =>
  `${departmentId}\u0000${day}\u0000${letterType}\u0000${clock}\u0000${unit}\u0000${wait}`;

/**
 * Adds up contributions per cell, in a fixed order (by key), without cells that come to nothing.
 * `subtract` gives the delta of a change: contributions(after) − contributions(before).
 */
export class CellSums {
  private readonly dayCells = new Map<string, { key: DayKey; sums: Partial<Record<Measure, number>> }>();
  private readonly waitCells = new Map<
    string,
    { key: WaitKey; sums: Partial<Record<WaitMeasure, number>> }
  >();

  add(contributions: Contributions): this {
    return this.take(contributions, 1);
  }

  subtract(contributions: Contributions): this {
    return this.take(contributions, -1);
  }

  /** The cells that are not zero, ordered by key: writers that lock cells in this order cannot deadlock. */
  result(): Contributions {
    return { days: nonZero(this.dayCells), waits: nonZero(this.waitCells) };
  }

  private take({ days, waits }: Contributions, sign: 1 | -1): this {
    for (const { key, sums } of days) addInto(this.dayCells, dayKeyText(key), key, sums, sign);
    for (const { key, sums } of waits) addInto(this.waitCells, waitKeyText(key), key, sums, sign);
    return this;
  }
}

/** The change of the tallies when a fact changes from `before` to `after`. */
export const deltaOf = (before: Contributions, after: Contributions): Contributions =>
  new CellSums().add(after).subtract(before).result();

type Cells<K, M extends string> = Map<string, { key: K; sums: Partial<Record<M, number>> }>;

function addInto<K, M extends string>(
  cells: Cells<K, M>,
  text: string,
  key: K,
  sums: Readonly<Partial<Record<M, number>>>,
  sign: 1 | -1,
): void {
  // The sums of a cell are its own from the start, so that adding a million facts makes no million copies.
  let cell = cells.get(text);
  if (cell === undefined) cells.set(text, (cell = { key, sums: {} }));
  for (const measure in sums) cell.sums[measure] = (cell.sums[measure] ?? 0) + sign * (sums[measure] ?? 0);
}

function nonZero<K, M extends string>(cells: Cells<K, M>): { key: K; sums: Partial<Record<M, number>> }[] {
  return [...cells.entries()]
    .filter(([, cell]) => Object.values(cell.sums).some((count) => count !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { key, sums }]) => ({ key, sums: { ...sums } }));
}

/** True when every measure of the sums is 0. */
export const isZero = (sums: Sums): boolean => MEASURE_NAMES.every((measure) => (sums[measure] ?? 0) === 0);
