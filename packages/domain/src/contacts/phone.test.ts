import { describe, expect, it } from '@jest/globals';
import { phoneFault } from './phone.ts';

describe('the slips in a telephone number', () => {
  it.each([
    '13800000000',
    '138 0000 0000',
    '+86 138-0000-0000',
    '１３８００００００００',
    '0899-5550142',
    '12345',
    '(010) 5550 1234',
    '+44 20 7946 0000',
    '+1 202 555 0100',
  ])('%s can be dialled', (text) => expect(phoneFault(text)).toBeNull());

  it.each([
    ['1380000000', 'too_short'],
    ['138000000000', 'too_long'],
    ['+861380000000', 'too_short'],
    ['110', 'too_short'],
    ['0899555014200000000', 'too_long'],
    ['请打我电话', 'not_a_number'],
    ['+', 'not_a_number'],
    ['', 'not_a_number'],
  ])('%s: %s', (text, fault) => expect(phoneFault(text)).toBe(fault));
});
