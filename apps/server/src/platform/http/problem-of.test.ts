import { describe, expect, it } from '@jest/globals';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { DefectError, OutageError, VisitorError } from '../errors/errors.ts';
import { problemOf } from './problem-of.ts';

describe('what was thrown', () => {
  it.each([
    [new VisitorError('offer_expired'), 'offer_expired'],
    [new OutageError('away'), 'outage'],
    [Object.assign(new Error(), { code: 'ECONNREFUSED' }), 'outage'],
    [Object.assign(new Error(), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 'body_too_large'],
    [Object.assign(new Error(), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }), 'unsupported_type'],
    [new NotFoundException(), 'not_found'],
    [new BadRequestException(), 'malformed_json'],
    [new DefectError('ours'), 'defect'],
    [new TypeError('x is undefined'), 'defect'],
    ['a string', 'defect'],
    [undefined, 'defect'],
  ])('%p is sorted as %s', (error, code) => {
    expect(problemOf(error).code).toBe(code);
  });
});
