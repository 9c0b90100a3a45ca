import { parseArgs } from 'node:util';
import type { Language } from '@huiyin/contract';
import type { ImportKind } from './mapping/mapping.ts';
import { IMPORT_KINDS } from './mapping/mapping.ts';
import type { Blanks } from './sentences.ts';
import { ImportProblem } from './sentences.ts';

/** What is to be imported and how. */
export interface ImportChoices {
  readonly kind: ImportKind;
  readonly file: string;
  readonly mapping: string;
  /** Does everything and keeps nothing. */
  readonly dryRun: boolean;
  /** Any row that breaks a rule stops the import. */
  readonly strict: boolean;
  /** Where the rows that were not taken are listed; chosen after the file's name when null. */
  readonly report: string | null;
  readonly sheet: string | null;
  readonly language: Language;
}

const OPTIONS = {
  mapping: { type: 'string' },
  'dry-run': { type: 'boolean' },
  strict: { type: 'boolean' },
  report: { type: 'string' },
  sheet: { type: 'string' },
  language: { type: 'string' },
} as const;

/** The language asked for, else that of the environment: Chinese where the locale is Chinese, otherwise English. */
export function languageOf(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked =
    words.find((_, index) => words[index - 1] === '--language') ??
    words.find((word) => word.startsWith('--language='))?.slice(11);
  const locale = asked ?? (environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '');
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Reads the words after `npm run import --`. Throws ImportProblem with the usage. */
export function readCommandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ImportChoices {
  const { values, positionals } = parsed(words);
  const [kind, file, ...rest] = positionals;
  const known = IMPORT_KINDS.find((name) => name === kind);
  if (known === undefined)
    throw usage(
      kind === undefined
        ? ''
        : { zh: `不能导入“${kind}”。`, en: `“${kind}” is nothing that can be imported. ` },
    );
  if (file === undefined) throw usage({ zh: '没有写要导入的文件。', en: 'The file is missing. ' });
  if (rest.length > 0) throw usage({ zh: `不明白“${rest[0]}”。`, en: `“${rest[0]}” is not understood. ` });
  if (values.mapping === undefined) throw usage({ zh: '没有写 --mapping。', en: '--mapping is missing. ' });
  if (values.language !== undefined && !['zh', 'en'].includes(values.language)) {
    throw usage({ zh: '--language 只能是 zh 或 en。', en: '--language must be zh or en. ' });
  }
  return {
    kind: known,
    file,
    mapping: values.mapping,
    dryRun: values['dry-run'] ?? false,
    strict: values.strict ?? false,
    report: values.report ?? null,
    sheet: values.sheet ?? null,
    language: languageOf(words, environment),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const detail = (error as Error).message.split('\n')[0] ?? '';
    throw usage({ zh: `${detail} `, en: `${detail} ` });
  }
}

const usage = (what: Blanks[string]): ImportProblem => new ImportProblem('usage', { what });
