import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { ImportProblem } from '../sentences.ts';
import { openTable } from './open-table.ts';
import type { ReadingChoices, SourceRow } from './source-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'huiyin-reading-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function fileOf(content: string | Buffer, ending = 'csv'): string {
  const file = join(folder, `${(files += 1)}.${ending}`);
  writeFileSync(file, content);
  return file;
}

async function rowsOf(
  file: string,
  needed: string[],
  choices: Partial<ReadingChoices> = {},
): Promise<SourceRow[]> {
  const table = await openTable(file, needed, { headerLine: 1, ...choices });
  const rows: SourceRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return rows;
}

const problemOf = async (
  file: string,
  needed: string[],
  choices: Partial<ReadingChoices> = {},
): Promise<string> => {
  try {
    await rowsOf(file, needed, choices);
  } catch (error) {
    if (error instanceof ImportProblem) {
      expect(error.sentence('zh')).not.toMatch(/\{\w+\}/);
      expect(error.sentence('en')).not.toMatch(/\{\w+\}/);
      return error.code;
    }
    throw error;
  }
  return 'no problem';
};

async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('数据'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const cells = (rows: readonly SourceRow[]) => rows.map((row) => row.cells);

describe('reading a text table', () => {
  const expected = [
    ['1', '甲局'],
    ['2', '乙局'],
  ];

  it.each([
    ['UTF-8', Buffer.from('编号,部门\n1,甲局\n2,乙局\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff编号,部门\n1,甲局\n2,乙局\n')],
    ['GBK', iconv.encode('编号,部门\n1,甲局\n2,乙局\n', 'gbk')],
    [
      'UTF-16 as a spreadsheet saves it',
      iconv.encode('编号\t部门\n1\t甲局\n2\t乙局\n', 'utf-16le', { addBOM: true }),
    ],
    ['line ends of every kind in one file', Buffer.from('编号,部门\r\n1,甲局\n2,乙局\r')],
    ['semicolons', Buffer.from('编号;部门\n1;甲局\n2;乙局')],
    ['tabs beside commas in texts', Buffer.from('编号\t部门\n1\t甲局\n2\t乙局')],
    ['blank lines and empty cells at the end', Buffer.from('编号,部门\n\n1,甲局,,\n,\n2,乙局\n')],
    ['gzip', gzipSync('编号,部门\n1,甲局\n2,乙局\n')],
  ])('understands %s', async (_, content) => {
    const rows = await rowsOf(fileOf(content), ['编号', '部门']);
    expect(rows.map((row) => row.cells.slice(0, 2))).toEqual(expected);
    expect(rows.every((row) => row.cellCount === undefined)).toBe(true);
  });

  it('keeps quoted line ends and says on which line a row begins', async () => {
    const rows = await rowsOf(fileOf('a,b\r\n1,"x\r\ny ""z"""\r\n\r\n2,p "q" r\r\n3,last'), ['a', 'b']);
    expect(rows).toEqual([
      { line: 2, cells: ['1', 'x\ny "z"'] },
      { line: 5, cells: ['2', 'p "q" r'] },
      { line: 6, cells: ['3', 'last'] },
    ]);
  });

  it('reports a row with too few or too many cells as it is', async () => {
    const rows = await rowsOf(fileOf('a,b\n1\n2,3,4\n5,6,\n'), ['a']);
    expect(rows.map((row) => row.cellCount)).toEqual([1, 3, undefined]);
  });

  it('takes a header further down', async () => {
    expect(
      cells(await rowsOf(fileOf('某某情况表,\n截至八月,\n编号,部门\n1,甲局\n'), ['编号'], { headerLine: 3 })),
    ).toEqual([['1', '甲局']]);
  });

  it('keeps damaged UTF-8 as UTF-8, so that one bad byte does not turn the file into nonsense', async () => {
    const good = Buffer.from('编号,部门\n1,甲局\n2,人力资源和社会保障局\n3,');
    const rows = await rowsOf(fileOf(Buffer.concat([good, Buffer.from([0xe4, 0xb8, 0x0a])])), [
      '编号',
      '部门',
    ]);
    expect(cells(rows)).toEqual([
      ['1', '甲局'],
      ['2', '人力资源和社会保障局'],
      ['3', expect.stringContaining('\ufffd')],
    ]);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'empty_file'],
    ['nothing but a byte order mark and blank lines', Buffer.from('\ufeff\n\n'), 'no_header'],
    ['a file without a header', Buffer.from('1,甲局\n2,乙局\n'), 'missing_columns'],
    ['a needed column that comes twice', Buffer.from('编号,部门,编号\n1,甲局,2\n'), 'duplicate_columns'],
    ['a cell of 10 MB', Buffer.from(`编号,部门\n1,"${'长'.repeat(3_500_000)}"\n`), 'cell_too_big'],
    ['a quotation mark that is never closed', Buffer.from('编号,部门\n1,"甲局\n2,乙局\n'), 'quote_open'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'other_kind'],
    ['a web page', Buffer.from('<!DOCTYPE html><html>'), 'other_kind'],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'other_kind'],
    ['binary bytes', Buffer.from([1, 2, 0, 4, 0, 0]), 'other_kind'],
    [
      'gzip cut short',
      gzipSync(Buffer.from('编号,部门\n'.repeat(9_000) + Math.PI)).subarray(0, 60),
      'truncated_gz',
    ],
    ['gzip with a broken head', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]), 'truncated_gz'],
    ['a ZIP that is no workbook', emptyZip(), 'not_a_workbook'],
  ])('says in one sentence what is wrong with %s', async (_, content, code) => {
    expect(await problemOf(fileOf(content), ['编号', '部门'])).toBe(code);
  });

  it('says so for a file that is not there, and for a folder', async () => {
    expect(await problemOf(join(folder, 'none.csv'), ['a'])).toBe('no_file');
    expect(await problemOf(folder, ['a'])).toBe('no_file');
  });
});

describe('reading a workbook', () => {
  it('takes dates, serial numbers, rich text, links, formulas and errors for what they show', async () => {
    const content = await workbook((sheet) => {
      sheet.addRow(['编号', '时间', '内容']);
      sheet.addRow([7, new Date('2019-04-25T09:32:09Z'), { richText: [{ text: '富' }, { text: '文本' }] }]);
      sheet.addRow([
        43580.3973263889,
        '2019/4/25 9:32:09',
        { text: '链接', hyperlink: 'https://example.org' },
      ]);
      sheet.addRow([{ formula: '1+1', result: 2 }, { formula: 'A1', result: '文' }, { error: '#N/A' }]);
      const dated = sheet.addRow([1, null, '尾']);
      dated.getCell(2).value = { formula: 'TODAY()', result: 43580.5 as unknown as Date };
      dated.getCell(2).numFmt = 'yyyy/m/d h:mm';
    });
    const rows = await rowsOf(fileOf(content, 'xlsx'), ['编号', '时间', '内容']);
    expect(cells(rows)).toEqual([
      [7, new Date('2019-04-25T09:32:09Z'), '富文本'],
      [43580.3973263889, '2019/4/25 9:32:09', '链接'],
      [2, '文', '#N/A'],
      [1, new Date('2019-04-25T12:00:00Z'), '尾'],
    ]);
    expect(rows.map((row) => row.line)).toEqual([2, 3, 4, 5]);
  });

  it('keeps every character of a long file, wherever its bytes are cut', async () => {
    const texts = Array.from(
      { length: 6_000 },
      (_, row) => `${'x'.repeat(row % 3)}第${row}封：路灯不亮已经${row}天`,
    );
    const inline = await workbook((sheet) =>
      sheet.addRows([['内容', '又'], ...texts.map((text) => [text, { formula: '""', result: text }])]),
    );
    expect(cells(await rowsOf(fileOf(inline, 'xlsx'), ['内容']))).toEqual(texts.map((text) => [text, text]));
  });

  it('takes the named sheet, else the first that is not hidden', async () => {
    const content = await workbook((sheet, book) => {
      sheet.state = 'hidden';
      sheet.addRow(['x']);
      book.addWorksheet('二').addRows([['a'], [1]]);
      book.addWorksheet('三').addRows([['a'], [2]]);
    });
    const file = fileOf(content, 'xlsx');
    expect(cells(await rowsOf(file, ['a']))).toEqual([[1]]);
    expect(cells(await rowsOf(file, ['a'], { sheet: '三' }))).toEqual([[2]]);
    expect(await problemOf(file, ['a'], { sheet: '四' })).toBe('no_sheet');
  });

  it('refuses a workbook that is cut anywhere or damaged inside', async () => {
    const whole = await workbook((sheet) => {
      sheet.addRow(['编号', '内容']);
      for (let row = 0; row < 500; row += 1) sheet.addRow([row, `第${row}行 ${Math.sin(row)}`]);
    });
    for (const length of [30, 1_000, whole.length - 2_000, whole.length - 10]) {
      expect(await problemOf(fileOf(whole.subarray(0, length), 'xlsx'), ['编号'])).toBe('truncated_xlsx');
    }
    const damaged = Buffer.from(whole);
    damaged.fill(0x55, 400, 900);
    expect(await problemOf(fileOf(damaged, 'xlsx'), ['编号'])).toBe('truncated_xlsx');
    expect(await problemOf(fileOf(whole, 'xlsx'), ['编号'])).toBe('no problem');
  });

  it('refuses a cell beyond all measure', async () => {
    const content = await workbook((sheet) => {
      sheet.addRow(['编号']);
      sheet.addRow(['长'.repeat(1_100_000)]);
    });
    expect(await problemOf(fileOf(content, 'xlsx'), ['编号'])).toBe('cell_too_big');
  });
});

describe('reading a JSON array', () => {
  it('reads objects one by one, whatever brackets their texts hold', async () => {
    const text = '[ {"a":"}{ \\" ][","b":1},\n{"a":null,"b":{"c":[1]}},\n\n{"b":true} ]\n';
    const rows = await rowsOf(fileOf(text, 'json'), ['a', 'b']);
    expect(rows).toEqual([
      { line: 1, cells: ['}{ " ][', 1] },
      { line: 2, cells: [null, '{"c":[1]}'] },
      { line: 4, cells: [null, true] },
    ]);
  });

  it('reads the same when the text comes in the smallest pieces', async () => {
    const { jsonRecords } = await import('./json-rows.ts');
    const pieces = async function* () {
      yield* '[{"a":"x\\"}"},{"a":[{}]}]';
    };
    const found: unknown[] = [];
    for await (const record of jsonRecords(pieces())) found.push(record.values);
    expect(found).toEqual([{ a: 'x"}' }, { a: [{}] }]);
  });

  it.each(['[{"a":1}', '[{"a":1},]', '[{"a":1}{"a":2}]', '[{"a":}]', '[{"a":1}] x', '[{"a":1},2]'])(
    'refuses %s',
    async (text) => {
      expect(await problemOf(fileOf(text, 'json'), ['a'])).toBe('bad_json');
    },
  );

  it('misses a column that the first object does not have', async () => {
    expect(await problemOf(fileOf('[{"b":1}]', 'json'), ['a'])).toBe('missing_columns');
  });
});

/** A ZIP archive with nothing in it but its end, after the head that archives begin with. */
function emptyZip(): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  return Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), end]);
}

it('leaves the file as it was', async () => {
  const file = fileOf('a\n1\n');
  await rowsOf(file, ['a']);
  expect(readFileSync(file, 'utf8')).toBe('a\n1\n');
});
