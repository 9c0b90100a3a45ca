import iconv from 'iconv-lite';
import { ImportProblem } from '../sentences.ts';
import { csvRows } from './csv-rows.ts';
import { delimiterOf, encodingOf } from './encoding.ts';
import type { FileKind } from './file-kind.ts';
import { fileKind } from './file-kind.ts';
import type { JsonRecord } from './json-rows.ts';
import { jsonRecords } from './json-rows.ts';
import type { Cell, ReadingChoices, SourceRow, SourceTable } from './source-table.ts';
import { columnName } from './source-table.ts';
import { textOf } from './text-stream.ts';
import { xlsxRows } from './xlsx-rows.ts';
import { assertWholeWorkbook } from './workbook-reader.ts';

/**
 * Opens a file as a table and makes sure that it has the columns `needed`, each once. Throws ImportProblem for a file that is
 * empty, damaged, of another kind, without a header or without those columns.
 */
export async function openTable(
  file: string,
  needed: readonly string[],
  choices: ReadingChoices,
): Promise<SourceTable> {
  const kind = await fileKind(file);
  if (kind.form === 'json') return jsonTable(file, kind, needed, choices);
  if (kind.form === 'xlsx') await assertWholeWorkbook(file);
  const rows =
    kind.form === 'xlsx' ? xlsxRows({ file, ...choices }) : csvRows(...csvText(file, kind, choices));
  return headedTable(rows, needed, choices.headerLine, kind.form === 'text');
}

function csvText(file: string, kind: FileKind, choices: ReadingChoices): [AsyncIterable<string>, string] {
  const encoding = choices.encoding ?? encodingOf(kind.sample);
  const delimiter = choices.delimiter ?? delimiterOf(iconv.decode(kind.sample, encoding));
  return [textOf({ file, gzip: kind.gzip, encoding, onBytes: choices.onBytes }), delimiter];
}

async function headedTable(
  source: AsyncGenerator<SourceRow>,
  needed: readonly string[],
  headerLine: number,
  exactCells: boolean,
): Promise<SourceTable> {
  const { columns, line } = await columnsOf(source, needed, headerLine);
  const rows = async function* (): AsyncGenerator<SourceRow> {
    for await (const row of source) {
      if (row.cells.every((cell) => cell === null || cell === '')) continue;
      yield exactCells ? measured(row, columns.length) : row;
    }
  };
  return { columns, headerLine: line, rows: rows() };
}

async function columnsOf(
  source: AsyncGenerator<SourceRow>,
  needed: readonly string[],
  headerLine: number,
): Promise<{ columns: string[]; line: number }> {
  try {
    const header = await headerOf(source, headerLine);
    const columns = header.cells.map(columnName);
    while (columns.at(-1) === '') columns.pop();
    requireColumns(columns, needed, header.line);
    return { columns, line: header.line };
  } catch (error) {
    // Nobody will read on: let go of the file.
    await source.return(undefined);
    throw error;
  }
}

async function headerOf(source: AsyncGenerator<SourceRow>, headerLine: number): Promise<SourceRow> {
  // Not a for loop: leaving one would close the source.
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    if (next.value.line >= headerLine && next.value.cells.some((cell) => cell !== null)) return next.value;
  }
  throw new ImportProblem('no_header', { line: headerLine });
}

/** Empty cells beyond the last column are what spreadsheets leave behind; anything else does not fit the header. */
function measured(row: SourceRow, width: number): SourceRow {
  const fits =
    row.cells.length === width ||
    (row.cells.length > width && row.cells.slice(width).every((cell) => cell === null));
  return fits ? row : { ...row, cellCount: row.cells.length };
}

function requireColumns(columns: readonly string[], needed: readonly string[], line: number): void {
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new ImportProblem('missing_columns', {
      missing: missing.map((name) => `“${name}”`).join(', '),
      line,
      found: columns
        .map((name) => shortened(name))
        .join(', ')
        .slice(0, 400),
    });
  }
  const doubled = needed.find((name) => columns.indexOf(name) !== columns.lastIndexOf(name));
  if (doubled !== undefined) throw new ImportProblem('duplicate_columns', { column: doubled });
}

const shortened = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

/** A JSON array has no header: the keys of its first object stand for it, and a later object may leave some out. */
async function jsonTable(
  file: string,
  kind: FileKind,
  needed: readonly string[],
  choices: ReadingChoices,
): Promise<SourceTable> {
  const encoding = choices.encoding ?? encodingOf(kind.sample);
  const records = jsonRecords(textOf({ file, gzip: kind.gzip, encoding, onBytes: choices.onBytes }));
  const first = await records.next();
  const columns = first.done === true ? [...needed] : Object.keys(first.value.values);
  if (first.done !== true) requireColumns(columns, needed, first.value.line);
  const rowOf = ({ line, values }: JsonRecord): SourceRow => ({
    line,
    cells: columns.map((name) => cellOf(values[name])),
  });
  const rows = async function* (): AsyncGenerator<SourceRow> {
    if (first.done === true) return;
    yield rowOf(first.value);
    for await (const record of records) yield rowOf(record);
  };
  return { columns, headerLine: 0, rows: rows() };
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
}
