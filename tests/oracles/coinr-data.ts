// Reads the composite indicator of 51 Asian and European countries that the COINr authors keep for their own tests.
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers by country and column; an empty field is absent. */
export type Table = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type Row = Readonly<Record<string, string>>;

export function readRows(folder: string, file: string): Row[] {
  return parse(readFileSync(join(folder, file), 'utf8'), { columns: true });
}

/** A file with one row a country. Columns that hold words, such as the name of the country, are left out. */
export function readTable(folder: string, file: string, key = 'UnitCode'): Table {
  return new Map(
    readRows(folder, file).map((row) => [
      row[key] ?? '',
      new Map(
        Object.entries(row)
          .filter(([, text]) => text !== '' && Number.isFinite(Number(text)))
          .map(([column, text]) => [column, Number(text)]),
      ),
    ]),
  );
}

/**
 * The largest difference of any value in `columns`; infinite when a value is present in one table and absent in the other, or a column
 * in both, so that nothing passes for not having been there.
 */
export function largestDifference(ours: Table, theirs: Table, columns: readonly string[]): number {
  const units = new Set([...ours.keys(), ...theirs.keys()]);
  const differences = columns.map((column) => {
    const found = [...units]
      .map((unit) => [ours.get(unit)?.get(column), theirs.get(unit)?.get(column)] as const)
      .filter(([a, b]) => a !== undefined || b !== undefined);
    if (found.length === 0) return Infinity;
    return Math.max(
      ...found.map(([a, b]) => (a === undefined || b === undefined ? Infinity : Math.abs(a - b))),
    );
  });
  return Math.max(...differences);
}

/** The values of one column, in the order of the table; countries without one are left out. */
export function columnOf(table: Table, column: string): number[] {
  return [...table.values()].map((values) => values.get(column)).filter((value) => value !== undefined);
}

/** The table with every value in `columns` replaced; a value for which `change` answers undefined becomes absent. */
export function mapTable(
  table: Table,
  columns: readonly string[],
  change: (unit: string, column: string, value: number | undefined) => number | undefined,
): Table {
  return new Map(
    [...table].map(([unit, values]) => [
      unit,
      new Map(
        columns.flatMap((column) => {
          const changed = change(unit, column, values.get(column));
          return changed === undefined ? [] : [[column, changed] as const];
        }),
      ),
    ]),
  );
}
