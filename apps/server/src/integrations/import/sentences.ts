import type { Language } from '@huiyin/contract';

/** Everything the import says that stops it: one sentence in each language that says what is wrong and what to do. */
const PROBLEMS = {
  usage: {
    zh: '{what}用法：npm run import -- <letters|ratings|departments|regions|items> 文件 --mapping 映射.yaml [--dry-run] [--strict] [--report 文件] [--sheet 工作表] [--language zh|en]',
    en: '{what}Usage: npm run import -- <letters|ratings|departments|regions|items> FILE --mapping MAPPING.yaml [--dry-run] [--strict] [--report FILE] [--sheet NAME] [--language zh|en]',
  },
  no_file: {
    zh: '找不到文件“{file}”，或没有权限读取。',
    en: 'The file “{file}” does not exist or may not be read.',
  },
  empty_file: { zh: '文件“{file}”是空的。', en: 'The file “{file}” is empty.' },
  other_kind: {
    zh: '文件“{file}”是{kind}，不是表格。可以导入 CSV、XLSX、JSON 数组，以及它们的 .gz（XLSX 除外）。',
    en: 'The file “{file}” is {kind}, not a table. CSV, XLSX and JSON arrays can be imported, CSV and JSON also as .gz.',
  },
  truncated_gz: {
    zh: '压缩文件“{file}”不完整或已损坏，请重新传输后再导入。',
    en: 'The compressed file “{file}” is cut short or damaged. Transfer it again.',
  },
  truncated_xlsx: {
    zh: '工作簿“{file}”不完整或已损坏，请重新保存或传输后再导入。',
    en: 'The workbook “{file}” is cut short or damaged. Save or transfer it again.',
  },
  not_a_workbook: {
    zh: '“{file}”是压缩包，但不是 XLSX 工作簿。',
    en: '“{file}” is a ZIP archive but no XLSX workbook.',
  },
  no_sheet: {
    zh: '工作簿里没有名为“{sheet}”的工作表；有：{sheets}。',
    en: 'The workbook has no sheet named “{sheet}”; it has: {sheets}.',
  },
  bad_json: {
    zh: '第{line}行附近不是正确的 JSON；应是由对象组成的数组。',
    en: 'Near line {line} the file is not correct JSON; an array of objects is expected.',
  },
  cell_too_big: {
    zh: '第{line}行有一条记录超过 {limit} 个字符，可能是引号没有闭合。请检查这一行。',
    en: 'The record at line {line} is longer than {limit} characters; perhaps a quotation mark is not closed. Look at that line.',
  },
  quote_open: {
    zh: '从第{line}行开始的引号直到文件末尾都没有闭合，文件可能不完整。',
    en: 'A quotation mark opened near line {line} is never closed; the file may be cut short.',
  },
  csv_broken: { zh: '第{line}行无法按 CSV 读取。', en: 'Line {line} cannot be read as CSV.' },
  no_header: {
    zh: '第{line}行应是列名，但文件到此为止。',
    en: 'Line {line} should hold the names of the columns, but the file ends before it.',
  },
  missing_columns: {
    zh: '文件里没有映射所用的列：{missing}。第{line}行的列名是：{found}。如果那不是列名，请在文件里加上列名，或在映射里用 headerLine 指出列名在第几行。',
    en: 'The file has no column {missing}, which the mapping uses. Line {line} reads: {found}. If those are not names of columns, add a line with the names, or say with headerLine where it is.',
  },
  duplicate_columns: {
    zh: '列名“{column}”出现了不止一次，不知道该读哪一列。请改名。',
    en: 'The column name “{column}” appears more than once, so it is not clear which one to read. Rename one.',
  },
  no_rows: { zh: '文件只有列名，没有数据。', en: 'The file has column names but no rows.' },
  file_changed: {
    zh: '文件在导入过程中被改动了，什么也没有导入。请等它写完再导入。',
    en: 'The file changed while it was being read. Nothing was imported; try again when it is complete.',
  },
  no_mapping: {
    zh: '找不到映射文件“{file}”，或没有权限读取。',
    en: 'The mapping “{file}” does not exist or may not be read.',
  },
  mapping_not_yaml: {
    zh: '映射文件“{file}”不是正确的 YAML：{detail}',
    en: 'The mapping “{file}” is not correct YAML: {detail}',
  },
  mapping_wrong: { zh: '映射文件“{file}”有误：{places}', en: 'The mapping “{file}” is not right: {places}' },
  mapping_kind: {
    zh: '映射是为 {kind} 写的（kind: {kind}），但命令要导入 {asked}。',
    en: 'The mapping is for {kind} (kind: {kind}), but the command asks to import {asked}.',
  },
  unknown_place: {
    zh: '映射里的“{key}”指向“{code}”，但系统里没有它。请先导入，或写在映射的 make 里。',
    en: '“{key}” in the mapping points to “{code}”, which does not exist here. Import it first, or state it under “make”.',
  },
  report_unwritable: { zh: '报告文件“{file}”无法写入。', en: 'The report “{file}” cannot be written.' },
  report_is_source: {
    zh: '报告不能写到正在导入的文件里，请另选一个文件名。',
    en: 'The report must not overwrite the file that is being imported. Choose another name.',
  },
  strict_refused: {
    zh: '按 --strict 的要求，因为有{rejected}行不合规则，什么也没有导入。原因见 {report}',
    en: 'Nothing was imported, because --strict was asked for and {rejected} rows break rules. The reasons are in {report}',
  },
  nothing_taken: {
    zh: '没有一行可以导入。原因见 {report}',
    en: 'Not one row could be taken. The reasons are in {report}',
  },
  database_away: {
    zh: '连不上数据库，什么也没有导入。',
    en: 'The database cannot be reached. Nothing was imported.',
  },
  interrupted: {
    zh: '导入被中断，什么也没有留下。',
    en: 'The import was interrupted. Nothing of it was kept.',
  },
} as const satisfies Record<string, Record<Language, string>>;

export type ImportProblemCode = keyof typeof PROBLEMS;

/** Values put into the `{blanks}` of a sentence. A blank may differ by language. */
export type Blanks = Readonly<Record<string, string | number | Readonly<Record<Language, string>>>>;

/** The import cannot be done; nothing was loaded. `sentence(language)` is fit to show. */
export class ImportProblem extends Error {
  constructor(
    readonly code: ImportProblemCode,
    readonly blanks: Blanks = {},
    cause?: unknown,
  ) {
    super(fillBlanks(PROBLEMS[code].en, blanks, 'en'), cause === undefined ? {} : { cause });
  }

  sentence(language: Language): string {
    return fillBlanks(PROBLEMS[this.code][language], this.blanks, language);
  }
}

/** Puts values into `{blanks}`; one that was not given stays as it is, so that the slip is seen. */
export const fillBlanks = (template: string, blanks: Blanks, language: Language): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = blanks[name];
    return value === undefined ? whole : typeof value === 'object' ? value[language] : String(value);
  });
