import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import type ExcelJS from 'exceljs';
import { ImportProblem } from '../sentences.ts';
import { readExcelSerial } from '../mapping/date-pattern.ts';
import type { Cell, SourceRow } from './source-table.ts';
import { RECORD_MAX } from './source-table.ts';
import { workbookReader } from './workbook-reader.ts';

interface XlsxChoices {
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** What the reader knows of the workbook besides what its types say. */
interface SheetList {
  readonly model?: { readonly sheets?: readonly { readonly name: string; readonly state?: string }[] };
}

/**
 * The rows of one sheet: the named one, else the first that is not hidden. Call `assertWholeWorkbook` before. Texts shared
 * between cells are kept in memory, as the format asks; rows are not.
 */
export async function* xlsxRows({ file, sheet, onBytes }: XlsxChoices): AsyncGenerator<SourceRow> {
  const raw = createReadStream(file);
  // Never told that the file has ended: a whole archive says so itself, and a reader that is left in the middle would
  // answer the end with an error that nobody can catch.
  const input = new PassThrough();
  let bytes = 0;
  raw.on('data', (chunk) => {
    bytes += chunk.length;
    onBytes?.(bytes);
  });
  raw.on('error', (error) => input.destroy(error));
  raw.pipe(input, { end: false });
  const workbook = workbookReader(input);
  try {
    for await (const worksheet of workbook) {
      const sheets = (workbook as unknown as SheetList).model?.sheets ?? [];
      const wanted = sheet ?? sheets.find(({ state }) => state !== 'hidden' && state !== 'veryHidden')?.name;
      const { name } = worksheet as unknown as { readonly name?: string };
      if (wanted !== undefined && name !== wanted) continue;
      for await (const row of worksheet) yield { line: row.number, cells: cellsOf(row) };
      return;
    }
    const names = ((workbook as unknown as SheetList).model?.sheets ?? []).map(({ name }) => name).join(', ');
    throw new ImportProblem('no_sheet', { sheet: sheet ?? '', sheets: names });
  } finally {
    raw.destroy();
  }
}

function cellsOf(row: ExcelJS.Row): Cell[] {
  const cells: Cell[] = [];
  for (let column = 1; column <= row.cellCount; column += 1) {
    const cell = plain(row.getCell(column).value, row.getCell(column).numFmt);
    if (typeof cell === 'string' && cell.length > RECORD_MAX) {
      throw new ImportProblem('cell_too_big', { line: row.number, limit: RECORD_MAX });
    }
    cells.push(cell);
  }
  return cells;
}

/** A formula counts as its result; formatted text, links and errors as their text. */
function plain(value: ExcelJS.CellValue, format: string | undefined): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number' && Number.isNaN(value)) return null;
  if (typeof value !== 'object' || value instanceof Date) return typeof value === 'string' ? oneLineEnd(value) : value;
  if ('richText' in value) return oneLineEnd(value.richText.map(({ text }) => text).join('')) || null;
  if ('error' in value) return String(value.error);
  if ('formula' in value || 'sharedFormula' in value) return resultOf(value.result, format);
  if ('text' in value) return plain(value.text as ExcelJS.CellValue, format);
  return null;
}

/** The reader hands over the result of a date formula as a bare number. */
function resultOf(result: ExcelJS.CellFormulaValue['result'], format: string | undefined): Cell {
  if (typeof result !== 'number' || !showsDate(format)) return plain(result, format);
  const time = readExcelSerial(result);
  return time === null || time.kind !== 'wall' ? result : new Date(Date.parse(time.date) + (time.msOfDay ?? 0));
}

const showsDate = (format: string | undefined): boolean =>
  format !== undefined && /[yd]|m[^l]*[hs]|h/i.test(format.replace(/\[[^\]]*\]|"[^"]*"/g, '')) && format !== 'General';

const oneLineEnd = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/_x000D_/g, '');
