import { describe, expect, it } from '@jest/globals';
import { isOutage } from './outage.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('an outage', () => {
  it.each(['ECONNREFUSED', '08006', '53300', '57P01', '57P03'])('is told by %s', (code) => {
    expect(isOutage(withCode(code))).toBe(true);
  });

  it('is found behind a wrapping error', () => {
    expect(isOutage(new Error('query failed', { cause: withCode('ECONNRESET') }))).toBe(true);
    expect(isOutage(Object.assign(new Error('query failed'), { driverError: withCode('57P01') }))).toBe(true);
    expect(isOutage(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true);
  });

  it.each([withCode('23505'), withCode('42601'), new Error('boom'), 'a string', null])(
    'is not told by our own mistakes',
    (error) => {
      expect(isOutage(error)).toBe(false);
    },
  );
});
