import type { Bilingual } from './primitives.ts';
import type { ProblemCode } from './problem.ts';
import { problemText } from './problem.ts';

/** A field of a form that is wrong, and the sentence that says what to do. */
export interface FormFault extends Bilingual {
  /** The name of the field; `form` when it is the whole. */
  readonly field: string;
}

/** The fault of a field with its sentence from the table of problems. */
export const faultOf = (
  field: string,
  code: ProblemCode,
  blanks: Readonly<Record<string, string>> = {},
): FormFault => ({ field, zh: problemText(code, 'zh', blanks), en: problemText(code, 'en', blanks) });
