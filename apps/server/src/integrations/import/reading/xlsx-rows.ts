import type ExcelJS from 'exceljs';
import { ImportProblem } from '../sentences.ts';
import { readExcelSerial } from '../mapping/date-pattern.ts';
import type { Cell, SourceRow } from './source-table.ts';
import { RECORD_MAX } from './source-table.ts';
import { sheetRows } from './workbook-reader.ts';

interface XlsxChoices {
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * The rows of one sheet: the named one, else the first that is not hidden. Call `assertWholeWorkbook` before. Texts shared
 * between cells are kept in memory, as the format asks; rows are not.
 */
export async function* xlsxRows({ file, sheet, onBytes }: XlsxChoices): AsyncGenerator<SourceRow> {
  for await (const row of sheetRows(file, sheet, onBytes)) yield { line: row.number, cells: cellsOf(row) };
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
  if (typeof value !== 'object' || value instanceof Date)
    return typeof value === 'string' ? oneLineEnd(value) : value;
  if ('richText' in value) return oneLineEnd(value.richText.map(({ text }) => text).join('')) || null;
  if ('error' in value) return String(value.error);
  if ('formula' in value || 'sharedFormula' in value) return resultOf(value.result, format);
  if ('text' in value) return plain(value.text, format);
  return null;
}

/** The reader hands over the result of a date formula as a bare number. */
function resultOf(result: ExcelJS.CellFormulaValue['result'], format: string | undefined): Cell {
  if (typeof result !== 'number' || !showsDate(format)) return plain(result, format);
  const time = readExcelSerial(result);
  return time === null || time.kind !== 'wall'
    ? result
    : new Date(Date.parse(time.date) + (time.msOfDay ?? 0));
}

const showsDate = (format: string | undefined): boolean =>
  format !== undefined &&
  /[yd]|m[^l]*[hs]|h/i.test(format.replace(/\[[^\]]*\]|"[^"]*"/g, '')) &&
  format !== 'General';

const oneLineEnd = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/_x000D_/g, '');
