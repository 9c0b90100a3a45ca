import { readFile } from 'node:fs/promises';
import type { Language } from '@huiyin/contract';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { ImportProblem } from '../sentences.ts';
import type { ImportKind, Mapping } from './mapping.ts';
import { IMPORT_KINDS, MappingSchema } from './mapping.ts';

/** Reads and checks a mapping. Throws ImportProblem whose sentence names each wrong key. */
export async function readMapping(file: string, kind: ImportKind): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new ImportProblem('no_mapping', { file }, error);
  });
  return parseMapping(text, file, kind);
}

/** The same for a text at hand; `file` is only for the sentence. */
export function parseMapping(text: string, file: string, kind: ImportKind): Mapping {
  const document = parseDocument(text, { prettyErrors: true });
  const [first] = document.errors;
  if (first !== undefined)
    throw new ImportProblem('mapping_not_yaml', { file, detail: first.message.split('\n')[0] ?? '' });
  const parsed = MappingSchema.safeParse(toPlain(() => document.toJS() as unknown, file));
  if (!parsed.success)
    throw new ImportProblem('mapping_wrong', { file, places: placesOf(parsed.error.issues) });
  if (parsed.data.kind !== kind)
    throw new ImportProblem('mapping_kind', { kind: parsed.data.kind, asked: kind });
  return parsed.data;
}

/** An alias that repeats itself endlessly is only found when the document is turned into values. */
function toPlain(read: () => unknown, file: string): unknown {
  try {
    return read();
  } catch (error) {
    throw new ImportProblem('mapping_not_yaml', { file, detail: (error as Error).message }, error);
  }
}

type Issue = z.core.$ZodIssue;

function placesOf(issues: readonly Issue[]): Record<Language, string> {
  const shown = issues.slice(0, 8);
  return {
    zh: shown.map((issue) => `${nameOf(issue, '映射')}${issueText(issue, 'zh')}`).join('；') + '。',
    en: shown.map((issue) => `${nameOf(issue, 'the mapping')} ${issueText(issue, 'en')}`).join('; ') + '.',
  };
}

/** The place of an issue as it is written in the file: department.table, make.regions[2].code */
const nameOf = (issue: Issue, whole: string): string =>
  issue.path.length === 0
    ? whole
    : `“${issue.path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('')}”`;

const CUSTOM: Readonly<Record<string, Record<Language, string>>> = {
  kind: {
    zh: `要有 kind，且是 ${IMPORT_KINDS.join('、')} 之一`,
    en: `needs a kind, one of ${IMPORT_KINDS.join(', ')}`,
  },
  scalar: { zh: '要是文字、数字或 true/false', en: 'must be a text, a number or true/false' },
  table_value: { zh: '要是一个值，或 { skip: 原因 }', en: 'must be a value or { skip: reason }' },
  pattern: {
    zh: '要是正确的正则表达式，且恰有一对括号',
    en: 'must be a correct regular expression with exactly one group',
  },
  column_or_constant: {
    zh: '要有 column 或 constant，二者只取其一',
    en: 'needs either column or constant, and not both',
  },
  zone: { zh: '不是时区名，例如 Asia/Shanghai', en: 'is no time zone, such as Asia/Shanghai' },
  date_form: {
    zh: '不是日期格式，例如 yyyy/M/d H:mm:ss、iso、excel',
    en: 'is no form of date, such as yyyy/M/d H:mm:ss, iso, excel',
  },
  needs_line: { zh: '在 departmentBy: region 时必须写', en: 'is needed with departmentBy: region' },
  not_by_region: { zh: '不能与 departmentBy: region 同用', en: 'does not go with departmentBy: region' },
  needs_name: { zh: '在 departmentBy: code 时要写明 name', en: 'needs “name” with departmentBy: code' },
  needs_reply: { zh: '写了 replied 就必须写', en: 'is needed beside “replied”' },
  needs_replied: { zh: '只有与 replied 一起才有意义', en: 'makes sense only with “replied”' },
  needs_verdict: { zh: '只有与 verdict 一起才有意义', en: 'makes sense only with “verdict”' },
  needs_consent: {
    zh: '在 publish: true 时必须写明写信人是否同意',
    en: 'must say with publish: true how the writers agreed',
  },
};

function issueText(issue: Issue, language: Language): string {
  const custom = CUSTOM[issue.message];
  if (custom !== undefined) return custom[language];
  const zh = language === 'zh';
  switch (issue.code) {
    case 'unrecognized_keys': {
      const keys = issue.keys.map((key) => `“${key}”`).join(', ');
      return zh ? `里没有 ${keys} 这个键` : `has no key ${keys}`;
    }
    case 'invalid_type':
      return issue.input === undefined && isMissing(issue)
        ? zh
          ? '没有写'
          : 'is missing'
        : zh
          ? `要是 ${issue.expected}`
          : `must be of type ${issue.expected}`;
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value)).join(', ');
      return zh ? `要是 ${values} 之一` : `must be one of ${values}`;
    }
    default:
      return zh ? '的写法不对' : `is not right (${issue.message})`;
  }
}

/** Zod says "received undefined" in its own words; only its message tells a missing key from a wrong one. */
const isMissing = (issue: Issue): boolean => /received undefined/.test(issue.message);
