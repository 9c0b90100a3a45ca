import type { ProblemCode } from '@huiyin/contract';
import { HttpException } from '@nestjs/common';
import { OutageError, VisitorError } from '../errors/errors.ts';
import { isOutage } from '../errors/outage.ts';
import type { WrongPlace } from '../errors/errors.ts';

export interface FoundProblem {
  readonly code: ProblemCode;
  readonly blanks: Readonly<Record<string, string>>;
  readonly places: readonly WrongPlace[];
}

/** What the framework refuses before any of our code runs, by its own error code. */
const BY_FRAMEWORK_CODE: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed_json',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  414: 'not_found',
  415: 'unsupported_type',
  431: 'invalid_query',
};

/** Sorts any thrown thing by who must act: the visitor, time (an outage), or we (a defect). */
export function problemOf(error: unknown): FoundProblem {
  if (error instanceof VisitorError) return { code: error.code, blanks: error.blanks, places: error.places };
  if (error instanceof OutageError || isOutage(error)) return plain('outage');
  const frameworkCode = (error as { code?: unknown } | null)?.code;
  if (typeof frameworkCode === 'string' && BY_FRAMEWORK_CODE[frameworkCode] !== undefined) {
    return plain(BY_FRAMEWORK_CODE[frameworkCode]);
  }
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: unknown } | null)?.statusCode;
  return plain((typeof status === 'number' ? BY_STATUS[status] : undefined) ?? 'defect');
}

const plain = (code: ProblemCode): FoundProblem => ({ code, blanks: {}, places: [] });
