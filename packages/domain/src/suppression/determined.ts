import { seededUniform } from '../statistics/index.ts';
import type { CellSum } from './cell-sum.ts';
import type { Steps } from './steps.ts';

/** The largest prime below 2²⁶: products of two residues stay exact in a double. */
const PRIME = 67_108_859;

/**
 * The hidden cells whose amount follows from the shown ones by some combination of all the sums, each with the shown cells
 * that it follows from: hiding one of these breaks that combination.
 *
 * Each sum with something hidden in it is a linear equation in the hidden cells; its right side, whatever it is, is known.
 * A cell is determined exactly when every solution of the homogeneous equations is 0 there. So the equations are brought
 * into echelon form (sparse, the shortest first), the free cells get random values, and the others follow: where 0 comes
 * out, the cell is determined. Residues of a prime stand for fractions: the coefficients are ±1 and the minors of such
 * matrices small, so none of them vanishes by the prime alone; a random value is 0 by chance once in 67 million.
 */
export function* determined(
  sums: readonly CellSum[],
  hidden: ReadonlySet<number>,
): Steps<ReadonlyMap<number, () => ReadonlySet<number>>> {
  const rows = equationsOf(sums, hidden);
  const steps = yield* echelon(rows);
  const stepOf = new Map(steps.map((step) => [step.pivot, step]));
  const values = new Map<number, number>();
  const uniform = seededUniform(rows.length + 31 * hidden.size);
  const valueOf = (unknown: number): number => {
    const known = values.get(unknown);
    if (known !== undefined) return known;
    const drawn = 1 + Math.floor(uniform() * (PRIME - 1));
    values.set(unknown, drawn);
    return drawn;
  };
  for (const { pivot, row } of steps.reverse()) {
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

function equationsOf(sums: readonly CellSum[], hidden: ReadonlySet<number>): Row[] {
  const rows: Row[] = [];
  sums.forEach(({ whole, parts, rest = 0 }, place) => {
    const row: Row = { hidden: new Map(), shown: new Map() };
    const side = (cell: number) => (hidden.has(cell) ? row.hidden : row.shown);
    for (const part of parts) side(part).set(part, 1);
    side(whole).set(whole, PRIME - 1);
    if (rest !== 0) row.hidden.set(-1 - place, 1);
    if (row.hidden.size > 0) rows.push(row);
  });
  return rows;
}

/** Eliminating so many unknowns takes a few milliseconds. */
const STEPS_A_PAUSE = 50;

interface Step {
  readonly pivot: number;
  /** Scaled so that the pivot's coefficient is 1. */
  readonly row: Row;
}

/** Eliminates one unknown after the other; later steps hold none of the earlier pivots. */
function* echelon(rows: readonly Row[]): Steps<Step[]> {
  const rowsWith = new Map<number, Set<Row>>();
  for (const row of rows) for (const unknown of row.hidden.keys()) addTo(rowsWith, unknown, row);
  const queue = new ShortestFirst(rows);
  const steps: Step[] = [];
  for (let row = queue.take(); row !== undefined; row = queue.take()) {
    if (row.hidden.size === 0) continue;
    const pivot = rarest(row, rowsWith);
    scale(row, inverse(row.hidden.get(pivot)!));
    for (const unknown of row.hidden.keys()) rowsWith.get(unknown)!.delete(row);
    for (const other of [...rowsWith.get(pivot)!]) {
      subtract(other, row, other.hidden.get(pivot)!, rowsWith);
      queue.put(other);
    }
    steps.push({ pivot, row });
    if (steps.length % STEPS_A_PAUSE === 0) yield;
  }
  return steps;
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

function subtract(target: Row, row: Row, factor: number, rowsWith: Map<number, Set<Row>>): void {
  for (const [unknown, coefficient] of row.hidden) {
    const before = target.hidden.get(unknown) ?? 0;
    const after = (before + PRIME - ((factor * coefficient) % PRIME)) % PRIME;
    if (after === 0) {
      target.hidden.delete(unknown);
      rowsWith.get(unknown)?.delete(target);
    } else {
      target.hidden.set(unknown, after);
      if (before === 0) addTo(rowsWith, unknown, target);
    }
  }
  for (const [cell, coefficient] of row.shown) {
    const after = ((target.shown.get(cell) ?? 0) + PRIME - ((factor * coefficient) % PRIME)) % PRIME;
    if (after === 0) target.shown.delete(cell);
    else target.shown.set(cell, after);
  }
}

function scale({ hidden, shown }: Row, factor: number): void {
  for (const side of [hidden, shown])
    for (const [unknown, coefficient] of side) side.set(unknown, (coefficient * factor) % PRIME);
}

/** By Fermat: a^(p − 2). */
function inverse(value: number): number {
  let result = 1;
  let base = value;
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

function addTo(rowsWith: Map<number, Set<Row>>, unknown: number, row: Row): void {
  const known = rowsWith.get(unknown);
  if (known === undefined) rowsWith.set(unknown, new Set([row]));
  else known.add(row);
}
