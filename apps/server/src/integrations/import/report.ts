import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { Language } from '@huiyin/contract';
import type { Refusal } from './rows/refusals.ts';
import { reasonText } from './rows/refusals.ts';
import { ImportProblem } from './sentences.ts';

const HEADER = {
  zh: ['行', '列', '处理', '原因', '内容'],
  en: ['line', 'column', 'outcome', 'reason', 'value'],
} as const;
const OUTCOME = {
  refused: { zh: '未导入', en: 'rejected' },
  skipped: { zh: '略过', en: 'skipped' },
} as const;

/**
 * The rows that were not taken, as CSV for a spreadsheet: UTF-8 with a byte order mark, readable by its owner only. A cell that
 * a spreadsheet would run as a formula is made plain text.
 */
export class RejectionReport {
  private handle: FileHandle | null = null;
  private buffer = '';
  lines = 0;

  constructor(
    readonly file: string,
    private readonly language: Language,
  ) {}

  async add(line: number, outcome: 'refused' | 'skipped', refusals: readonly Refusal[]): Promise<void> {
    const before = this.handle ?? (await this.begin());
    for (const refusal of refusals) {
      this.buffer += csvLine([
        String(line),
        refusal.column ?? '',
        OUTCOME[outcome][this.language],
        reasonText(refusal, this.language),
        refusal.value ?? '',
      ]);
      this.lines += 1;
    }
    if (this.buffer.length > 1 << 16) await this.write(before);
  }

  /** Makes the file even when there is nothing to report. */
  async begin(): Promise<FileHandle> {
    try {
      this.handle = await open(this.file, 'w', 0o600);
    } catch (error) {
      throw new ImportProblem('report_unwritable', { file: this.file }, error);
    }
    this.buffer = `\ufeff${csvLine(HEADER[this.language])}`;
    return this.handle;
  }

  async close(): Promise<void> {
    const { handle } = this;
    if (handle === null) return;
    this.handle = null;
    try {
      await this.write(handle);
    } finally {
      await handle.close();
    }
  }

  /** A full disk is the operator's to mend, not a defect. */
  private async write(handle: FileHandle): Promise<void> {
    const text = this.buffer;
    this.buffer = '';
    try {
      await handle.appendFile(text);
    } catch (error) {
      throw new ImportProblem('report_unwritable', { file: this.file }, error);
    }
  }
}

const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => csvCell(withoutFormula(cell))).join(',')}\r\n`;

const csvCell = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A cell that begins like this is run by spreadsheets; an apostrophe in front makes it text. */
const withoutFormula = (cell: string): string => (/^\s*[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell);
