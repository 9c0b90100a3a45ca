import type { Readable } from 'node:stream';
import ExcelJS from 'exceljs';

export type WorkbookReader = ExcelJS.stream.xlsx.WorkbookReader;

/** The parts of the reader that turn bytes into characters, which its types do not mention. */
interface ReaderParts {
  _parseRels(entry: Readable): unknown;
  _parseWorkbook(entry: Readable): unknown;
  _parseSharedStrings(entry: Readable): unknown;
  _parseStyles(entry: Readable): unknown;
  _parseWorksheet(chunks: AsyncIterable<Uint8Array | string>, sheet: string): unknown;
}

/**
 * A reader of workbooks that decodes across the borders of chunks. The package decodes each chunk by itself, so a Chinese
 * character that lies across two chunks came out as U+FFFD: in a file of 5 MB that was hundreds of cells. Characters pass through it
 * unharmed, so everything is handed to it decoded.
 */
export function workbookReader(input: Readable): WorkbookReader {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(input, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  const parts = reader as unknown as ReaderParts;
  for (const name of ['_parseRels', '_parseWorkbook', '_parseSharedStrings', '_parseStyles'] as const) {
    const parse = parts[name].bind(reader);
    parts[name] = (entry) => parse(entry.setEncoding('utf8'));
  }
  const parseSheet = parts._parseWorksheet.bind(reader);
  parts._parseWorksheet = (chunks, sheet) => parseSheet(decoded(chunks), sheet);
  return reader;
}

async function* decoded(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) yield typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
