import type { CellSum } from './cell-sum.ts';

/**
 * Somebody who knows everything that is shown and every sum, and wants to know the rest. Written for tests, and on
 * purpose another way than the code it attacks: exact fractions of whole numbers, full elimination, no prime, no chance.
 * Gives what can be computed of the cells that are not shown. `rest` of a sum is what no cell shows, unless it is 0.
 */
export function attack(
  cells: number,
  shown: ReadonlyMap<number, number>,
  sums: readonly CellSum[],
): ReadonlyMap<number, number> {
  // Unknowns: cells that are not shown, then one for each sum with people whom no cell shows.
  const unknownCells = Array.from({ length: cells }, (_, cell) => cell).filter((cell) => !shown.has(cell));
  const columnOf = new Map(unknownCells.map((cell, column) => [cell, column]));
  const open = sums.filter(({ rest = 0 }) => rest !== 0);
  const width = unknownCells.length + open.length;
  const rows: bigint[][] = [];
  for (const sum of sums) {
    const row: bigint[] = Array.from({ length: width + 1 }, () => 0n);
    const put = (cell: number, sign: bigint) => {
      const column = columnOf.get(cell);
      if (column === undefined) row[width]! -= sign * BigInt(shown.get(cell)!);
      else row[column]! += sign;
    };
    for (const part of sum.parts) put(part, 1n);
    put(sum.whole, -1n);
    const place = open.indexOf(sum);
    if (place >= 0) row[unknownCells.length + place] = 1n;
    rows.push(row);
  }
  const pivots = eliminate(rows, width);
  const recovered = new Map<number, number>();
  pivots.forEach((column, place) => {
    const row = rows[place]!;
    const isAlone = row.every((value, at) => at === column || at === width || value === 0n);
    if (isAlone && column < unknownCells.length)
      recovered.set(unknownCells[column]!, Number(row[width]! / row[column]!));
  });
  return recovered;
}

/** Full elimination in whole numbers; gives the pivot column of each of the first rows. */
function eliminate(rows: bigint[][], width: number): number[] {
  const pivots: number[] = [];
  for (let column = 0; column < width && pivots.length < rows.length; column += 1) {
    const top = pivots.length;
    const found = rows.findIndex((row, place) => place >= top && row[column] !== 0n);
    if (found < 0) continue;
    [rows[top], rows[found]] = [rows[found]!, rows[top]!];
    const pivot = rows[top];
    rows.forEach((row, place) => {
      if (place === top || row[column] === 0n) return;
      const [a, b] = [pivot[column]!, row[column]!];
      rows[place] = shortened(row.map((value, at) => value * a - pivot[at]! * b));
    });
    pivots.push(column);
  }
  return pivots;
}

function shortened(row: readonly bigint[]): bigint[] {
  const divisor = row.reduce((gcd, value) => greatest(gcd, value < 0n ? -value : value), 0n);
  return divisor > 1n ? row.map((value) => value / divisor) : [...row];
}

const greatest = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatest(b, a % b));
