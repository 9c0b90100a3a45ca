import { Refusal } from '../../platform/run-main.ts';
import { openTable } from '../import/reading/open-table.ts';
import type { SourceTable } from '../import/reading/source-table.ts';
import { textOfCell } from '../import/rows/field-value.ts';
import { ImportProblem } from '../import/sentences.ts';

/** One row of a list, by the names of its header; `line` is where it begins in the file. */
export interface ListRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
  /** What is wrong with the row as a whole; null when it fits the header. */
  readonly misfit: string | null;
}

/**
 * Reads a small list with a header, as the import reads its files. Throws a Refusal that says what is wrong: no file, no
 * table, no rows, a column that is missing.
 */
export async function readList(file: string, columns: readonly string[]): Promise<ListRow[]> {
  try {
    const rows = await rowsOf(await openTable(file, columns, { headerLine: 1 }));
    if (rows.length === 0) throw new ImportProblem('no_rows');
    return rows;
  } catch (error) {
    if (!(error instanceof ImportProblem)) throw error;
    throw new Refusal(
      error.code === 'missing_columns' || error.code === 'no_header'
        ? `"${file}" must begin with a header that names: ${columns.join(', ')}.`
        : error.sentence('en'),
    );
  }
}

async function rowsOf({ columns, rows }: SourceTable): Promise<ListRow[]> {
  const read: ListRow[] = [];
  for await (const { line, cells, cellCount } of rows) {
    const fields = Object.fromEntries(columns.map((name, index) => [name, textOfCell(cells[index] ?? null)]));
    const misfit =
      cellCount === undefined ? null : `the row has ${cellCount} cells, the header ${columns.length}.`;
    read.push({ line, fields, misfit });
  }
  return read;
}

/** Null for a cell that was left empty. */
export const orNothing = (cell: string | undefined): string | null =>
  cell === undefined || cell === '' ? null : cell;

/** What the rows of a list come to. When there is a fault, nothing of the list is to be stored. */
export interface ReadRows<T> {
  readonly found: readonly T[];
  /** A sentence for each row that cannot be what it should be. */
  readonly faults: readonly string[];
}

/** Reads row by row; `read` gives what a row is, or the sentence that says what is wrong with it. */
export function readRows<T extends object>(
  rows: readonly ListRow[],
  read: (fields: ListRow['fields']) => T | string,
): ReadRows<T> {
  const found: T[] = [];
  const faults: string[] = [];
  for (const { line, fields, misfit } of rows) {
    const one = misfit ?? read(fields);
    if (typeof one === 'string') faults.push(`Line ${line}: ${one}`);
    else found.push(one);
  }
  return { found, faults };
}

/** Throws a Refusal with every fault of a list. */
export function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new Refusal(`Nothing was stored.\n${faults.join('\n')}`);
}
