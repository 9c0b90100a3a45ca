import { seededUniform } from '../statistics/index.ts';
import type { CellSum } from './cell-sum.ts';
import type { Steps } from './steps.ts';

/** The largest prime below 2²⁶: products of two residues stay exact in a double. */
const PRIME = 67_108_859;

/**
 * What follows about hidden cells from the shown ones by some combination of all the sums.
 *
 * Each sum is a linear equation in the hidden cells; its right side, whatever it is, is known. A cell is determined exactly
 * when every solution of the homogeneous equations is 0 there. So the equations are brought into echelon form (sparse, the
 * shortest first), the free cells get random values, and the others follow: where 0 comes out, the cell is determined.
 * Residues of a prime stand for fractions: the coefficients are ±1 and the minors of such matrices small, so none of them
 * vanishes by the prime alone; a random value is 0 by chance once in 67 million.
 *
 * To hide one cell more costs little: its column, which the right sides have carried along, goes over to the left. Equations
 * that had nothing hidden left in them, and so said nothing, may tell that cell; of these one becomes a step of its own.
 */
export class WhatFollows {
  /** The rows in which each shown cell stands; made when it is first asked for. */
  private showing: Index | null = null;

  private constructor(
    private readonly steps: Step[],
    /** Equations in which nothing is hidden. */
    private readonly spare: Set<Row>,
  ) {}

  static *of(sums: readonly CellSum[], hidden: ReadonlySet<number>): Steps<WhatFollows> {
    const rows = sums.map((sum, place) => equationOf(sum, place, hidden));
    const { steps, spare } = yield* echelon(rows);
    return new WhatFollows(steps, spare);
  }

  /** One more cell is not shown any longer. */
  hide(cell: number): void {
    this.showing ??= indexOf([...this.steps.map(({ row }) => row), ...this.spare]);
    const told: Row[] = [];
    for (const row of this.showing.get(cell) ?? []) {
      row.hidden.set(cell, row.shown.get(cell)!);
      row.shown.delete(cell);
      if (this.spare.has(row)) told.push(row);
    }
    this.showing.delete(cell);
    const [first, ...others] = told.sort((a, b) => a.shown.size - b.shown.size);
    if (first === undefined) return;
    scale(first, inverse(first.hidden.get(cell)!));
    this.spare.delete(first);
    this.steps.push({ pivot: cell, row: first });
    for (const other of others) {
      const factor = other.hidden.get(cell)!;
      other.hidden.delete(cell);
      subtract('shown', other, first, factor, this.showing);
      if (other.shown.size === 0) this.spare.delete(other);
    }
  }

  /** The hidden cells that are determined, each with the shown ones that it follows from: hiding one of these breaks that combination. */
  determined(): ReadonlyMap<number, () => ReadonlySet<number>> {
    const stepOf = new Map(this.steps.map((step) => [step.pivot, step]));
    const values = new Map<number, number>();
    const uniform = seededUniform(this.steps.length);
    const valueOf = (unknown: number): number => {
      const known = values.get(unknown);
      if (known !== undefined) return known;
      const drawn = 1 + Math.floor(uniform() * (PRIME - 1));
      values.set(unknown, drawn);
      return drawn;
    };
    for (const { pivot, row } of this.steps.toReversed()) {
      let total = 0;
      for (const [unknown, coefficient] of row.hidden)
        if (unknown !== pivot) total = (total + coefficient * valueOf(unknown)) % PRIME;
      values.set(pivot, (PRIME - total) % PRIME);
    }
    return new Map(
      [...values].flatMap(([unknown, value]) =>
        unknown >= 0 && value === 0 ? [[unknown, () => groundsOf(unknown, stepOf)] as const] : [],
      ),
    );
  }
}

/** The shown cells in the equation of an unknown, and in those of the unknowns that this one needs. */
function groundsOf(unknown: number, stepOf: ReadonlyMap<number, Step>): ReadonlySet<number> {
  const grounds = new Set<number>();
  const needed = new Set([unknown]);
  // A set is walked in the order in which it grows, what is added on the way included.
  for (const one of needed) {
    const row = stepOf.get(one)?.row;
    if (row === undefined) continue;
    for (const cell of row.shown.keys()) grounds.add(cell);
    for (const other of row.hidden.keys()) needed.add(other);
  }
  return grounds;
}

/** Coefficients of one equation. What no cell shows of a sum is an unknown of its own, with a number below 0. */
interface Row {
  readonly hidden: Map<number, number>;
  /** The right side: shown cells, which stay what they are. */
  readonly shown: Map<number, number>;
}

/** The rows in which each unknown, or each shown cell, stands. */
type Index = Map<number, Set<Row>>;

function equationOf({ whole, parts, rest = 0 }: CellSum, place: number, hidden: ReadonlySet<number>): Row {
  const row: Row = { hidden: new Map(), shown: new Map() };
  const side = (cell: number) => (hidden.has(cell) ? row.hidden : row.shown);
  for (const part of parts) side(part).set(part, 1);
  side(whole).set(whole, PRIME - 1);
  if (rest !== 0) row.hidden.set(-1 - place, 1);
  return row;
}

function indexOf(rows: readonly Row[]): Index {
  const index: Index = new Map();
  for (const row of rows) for (const cell of row.shown.keys()) addTo(index, cell, row);
  return index;
}

/** Eliminating so many unknowns takes a few milliseconds. */
const STEPS_A_PAUSE = 50;

interface Step {
  readonly pivot: number;
  /** Scaled so that the pivot's coefficient is 1. */
  readonly row: Row;
}

interface Echelon {
  /** One after the other; later steps hold none of the earlier pivots. */
  readonly steps: Step[];
  /** What is left of equations in which everything hidden has fallen out. */
  readonly spare: Set<Row>;
}

function* echelon(rows: readonly Row[]): Steps<Echelon> {
  const rowsWith: Index = new Map();
  for (const row of rows) for (const unknown of row.hidden.keys()) addTo(rowsWith, unknown, row);
  const queue = new ShortestFirst(rows);
  const steps: Step[] = [];
  const spare = new Set<Row>();
  for (let row = queue.take(); row !== undefined; row = queue.take()) {
    if (row.hidden.size === 0) {
      if (row.shown.size > 0) spare.add(row);
      continue;
    }
    const pivot = rarest(row, rowsWith);
    scale(row, inverse(row.hidden.get(pivot)!));
    for (const unknown of row.hidden.keys()) rowsWith.get(unknown)!.delete(row);
    for (const other of [...rowsWith.get(pivot)!]) {
      const factor = other.hidden.get(pivot)!;
      subtract('hidden', other, row, factor, rowsWith);
      subtract('shown', other, row, factor, null);
      queue.put(other);
    }
    steps.push({ pivot, row });
    if (steps.length % STEPS_A_PAUSE === 0) yield;
  }
  return { steps, spare };
}

/** Takes the row with the fewest unknowns first; a row that was put again counts with its new length. */
class ShortestFirst {
  private readonly bySize: Set<Row>[] = [];
  private readonly sizes = new Map<Row, number>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) this.put(row);
  }

  put(row: Row): void {
    const [before, { size }] = [this.sizes.get(row), row.hidden];
    if (before === size) return;
    if (before !== undefined) this.bySize[before]?.delete(row);
    this.sizes.set(row, size);
    (this.bySize[size] ??= new Set()).add(row);
  }

  take(): Row | undefined {
    for (const rows of this.bySize) {
      const [row] = rows ?? [];
      if (row === undefined) continue;
      rows.delete(row);
      this.sizes.delete(row);
      return row;
    }
    return undefined;
  }
}

function rarest({ hidden }: Row, rowsWith: ReadonlyMap<number, ReadonlySet<Row>>): number {
  let best: number | undefined;
  for (const unknown of hidden.keys())
    if (best === undefined || rowsWith.get(unknown)!.size < rowsWith.get(best)!.size) best = unknown;
  return best!;
}

/** Takes `factor` times one side of a row from that of the target, and keeps an index of that side true. */
function subtract(side: keyof Row, target: Row, row: Row, factor: number, index: Index | null): void {
  const amounts = target[side];
  for (const [cell, coefficient] of row[side]) {
    const before = amounts.get(cell) ?? 0;
    const after = (before + PRIME - ((factor * coefficient) % PRIME)) % PRIME;
    if (after === 0) {
      amounts.delete(cell);
      index?.get(cell)?.delete(target);
    } else {
      amounts.set(cell, after);
      if (before === 0 && index !== null) addTo(index, cell, target);
    }
  }
}

function scale({ hidden, shown }: Row, factor: number): void {
  if (factor === 1) return;
  for (const side of [hidden, shown])
    for (const [unknown, coefficient] of side) side.set(unknown, (coefficient * factor) % PRIME);
}

/** By Fermat: a^(p − 2). Nearly all coefficients are 1 or −1, which are their own. */
function inverse(value: number): number {
  if (value === 1 || value === PRIME - 1) return value;
  let result = 1;
  let base = value;
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

function addTo(index: Index, unknown: number, row: Row): void {
  const known = index.get(unknown);
  if (known === undefined) index.set(unknown, new Set([row]));
  else known.add(row);
}
