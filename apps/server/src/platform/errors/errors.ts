import type { ProblemCode } from '@huiyin/contract';
import { problemText } from '@huiyin/contract';

/** One place in what a visitor sent that is wrong, with a sentence in both languages. */
export interface WrongPlace {
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

/** The visitor must act: 4xx, with a message that is fit to show. */
export class VisitorError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly blanks: Readonly<Record<string, string>> = {},
    readonly places: readonly WrongPlace[] = [],
  ) {
    super(problemText(code, 'en', blanks));
  }

  sentence(language: 'zh' | 'en'): string {
    return problemText(this.code, language, this.blanks);
  }
}

/** Something we depend on is away: try again later. Nothing of the request was kept. */
export class OutageError extends Error {
  readonly code = 'outage' satisfies ProblemCode;
  constructor(cause: unknown) {
    super(problemText('outage', 'en'), { cause });
  }
}

/** A mistake of ours. Logged with its cause; the visitor gets a number to quote. */
export class DefectError extends Error {
  readonly code = 'defect' satisfies ProblemCode;
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
