import type { FormFault, ProblemCode } from '@huiyin/contract';
import { problemText } from '@huiyin/contract';

/** A problem as the fault of a field, in both languages. */
export const problemFault = (
  field: string,
  code: ProblemCode,
  blanks: Readonly<Record<string, string>> = {},
): FormFault => ({ field, zh: problemText(code, 'zh', blanks), en: problemText(code, 'en', blanks) });
