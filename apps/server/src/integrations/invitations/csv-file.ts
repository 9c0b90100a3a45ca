import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { Refusal } from '../../platform/run-main.ts';

/** One row of a list, by the names of its header; `line` is where it stands in the file. */
export interface ListRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads a small list with a header, in UTF-8. Throws a Refusal that says what is wrong: no file, no CSV, a column that is
 * missing.
 */
export async function readList(file: string, columns: readonly string[]): Promise<ListRow[]> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new Refusal(`There is no file "${file}" that can be read.`);
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, info: true });
  } catch (error) {
    throw new Refusal(`"${file}" is not a CSV file: ${(error as Error).message}.`);
  }
  const missing = columns.filter((column) => rows.length > 0 && rows[0]!.record[column] === undefined);
  if (rows.length === 0 || missing.length > 0)
    throw new Refusal(`"${file}" must begin with a header that names: ${columns.join(', ')}.`);
  return rows.map(({ record, info }) => ({ line: info.lines, fields: record }));
}

/** One line of CSV. A field that a spreadsheet would take for a formula is quoted with an apostrophe before it. */
export const csvLine = (fields: readonly string[]): string =>
  fields
    .map((field) => (/^[=+\-@\t\r]/.test(field) ? `'${field}` : field))
    .map((field) => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
