/** One cell as the file holds it. A Date's UTC fields are what the wall clock showed. Null for an empty cell. */
export type Cell = string | number | boolean | Date | null;

export interface SourceRow {
  /** The line of the file (row of the sheet, number of the object) on which the row begins, from 1. */
  readonly line: number;
  /** In the order of the columns. */
  readonly cells: readonly Cell[];
  /** A row that does not fit the header: how many cells it has. */
  readonly cellCount?: number;
}

/** A file opened as a table. The rows can be read once, and only what is being read is in memory. */
export interface SourceTable {
  readonly columns: readonly string[];
  readonly headerLine: number;
  readonly rows: AsyncIterable<SourceRow>;
}

/** What a mapping and the command line say about how a file is to be read. */
export interface ReadingChoices {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
  readonly headerLine: number;
  /** Called with the bytes taken from the file so far. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** No record of a real file is longer, in characters; an unclosed quotation mark would swallow the rest of the file. */
export const RECORD_MAX = 1_000_000;

/** A column name as it is compared: without the spaces and line ends that spreadsheets leave around it. */
export const columnName = (cell: Cell): string =>
  cell === null || cell instanceof Date ? '' : String(cell).trim();
