import { openTable } from './reading/open-table.ts';
import { mappedColumns } from './mapping/mapped-columns.ts';
import type { Mapping } from './mapping/mapping.ts';
import type { Progress } from './progress.ts';
import type { RowOutcome } from './rows/refusals.ts';
import type { RowReading as Reading } from './rows/row-reading.ts';
import { RowReading, rowRules } from './rows/row-reading.ts';

/** One reading of the file from its first row to its last. */
export interface FilePass {
  readonly file: string;
  readonly mapping: Mapping;
  readonly sheet: string | null;
  /** Zone of clock times where the mapping names none. */
  readonly siteZone: string;
  readonly now: number;
  readonly progress: Progress;
}

export interface LocatedOutcome<T> {
  readonly line: number;
  readonly outcome: RowOutcome<T>;
}

/**
 * What each row of the file comes to, in order. The file is read twice, once to check it and once to load it, and both times
 * each row comes to the same: `read` must be made anew for each pass, since it remembers the keys it has seen.
 */
export async function* outcomesOf<T>(
  pass: FilePass,
  read: (row: Reading) => RowOutcome<T>,
): AsyncGenerator<LocatedOutcome<T>> {
  const { mapping, progress } = pass;
  const table = await openTable(pass.file, mappedColumns(mapping), {
    encoding: mapping.encoding,
    delimiter: mapping.delimiter,
    sheet: pass.sheet ?? mapping.sheet,
    headerLine: mapping.headerLine,
    onBytes: (bytes) => progress.bytes(bytes),
  });
  const rules = rowRules(table.columns, mapping.dates, mapping.zone ?? pass.siteZone, pass.now);
  let count = 0;
  for await (const row of table.rows) {
    yield { line: row.line, outcome: read(new RowReading(row, rules)) };
    count += 1;
    progress.rows(count);
  }
}
