import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ImportProblem } from '../sentences.ts';
import type { Cell, SourceRow } from './source-table.ts';
import { RECORD_MAX } from './source-table.ts';

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The records of a CSV text whose line ends are all \n: RFC 4180, forgiving a quotation mark in the middle of a cell. A
 * record may span lines; its row carries the line it begins on. Blank lines are passed over.
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<SourceRow> {
  const parser = pipeline(
    Readable.from(text),
    parse({
      delimiter,
      bom: true,
      info: true,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: RECORD_MAX,
    }),
    // Errors of either part reach the loop below through the parser.
    () => undefined,
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      if (record.every((cell) => cell.trim() === '')) continue;
      yield { line: info.lines - lineEndsIn(record), cells: record.map(emptyAsNull) };
    }
  } catch (error) {
    throw error instanceof CsvError ? asProblem(error, error.lines as number) : error;
  }
}

const emptyAsNull = (cell: string): Cell => (cell === '' ? null : cell);

function lineEndsIn(record: readonly string[]): number {
  let count = 0;
  for (const cell of record) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}

function asProblem(error: CsvError, line: number): ImportProblem {
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return new ImportProblem('cell_too_big', { line, limit: RECORD_MAX }, error);
    case 'CSV_QUOTE_NOT_CLOSED':
      return new ImportProblem('quote_open', { line }, error);
    default:
      return new ImportProblem('csv_broken', { line }, error);
  }
}
