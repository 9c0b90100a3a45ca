import { describe, expect, it } from '@jest/globals';
import { counted, plural } from './plural.ts';

describe('a count in English', () => {
  it.each([
    ['0', '0 letters'],
    ['1', '1 letter'],
    ['2', '2 letters'],
    ['11', '11 letters'],
    ['21', '21 letters'],
    ['101', '101 letters'],
    ['1,001', '1,001 letters'],
    ['1,234', '1,234 letters'],
    ['0.4', '0.4 letters'],
  ])('of %s reads %s', (written, said) => {
    expect(counted(written, 'letter')).toBe(said);
  });

  it('takes a plural of its own, and verbs', () => {
    expect(counted('1', 'reply', 'replies')).toBe('1 reply');
    expect(counted('3', 'reply', 'replies')).toBe('3 replies');
    expect([plural('1', 'is', 'are'), plural('4', 'is', 'are')]).toEqual(['is', 'are']);
  });
});
