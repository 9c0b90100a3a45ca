import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amount, bare, count, places, range, signed, signedRange, unsigned } from './numbers.ts';

describe('numbers', () => {
  it('groups thousands and writes a true minus', () => {
    expect(count(1_284_306)).toBe('1,284,306');
    expect(count(-12)).toBe('−12');
  });

  it.each([
    [0.931, 'share', '93.1'],
    [1, 'share', '100.0'],
    [0, 'share', '0.0'],
    [0.9999, 'share', '99.99'],
    [0.9999999, 'share', '99.99'],
    [0.0004, 'share', '0.04'],
    [0.0000001, 'share', '0.01'],
    [86.24, 'points', '86.2'],
    [8, 'working_days', '8'],
  ] as const)('writes %p as %s: %s', (value, unit, written) => {
    expect(bare(value, unit)).toBe(written);
  });

  it('never writes a share that is neither nothing nor everything as 0 or 100', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
        (share) => {
          expect(Number(bare(share, 'share'))).toBeGreaterThan(0);
          expect(Number(bare(share, 'share'))).toBeLessThan(100);
        },
      ),
    );
  });

  it('carries the unit in the manner of the language', () => {
    expect(amount(0.931, 'share', 'zh')).toBe('93.1%');
    expect(amount(86.2, 'points', 'zh')).toBe('86.2分');
    expect(amount(86.2, 'points', 'en')).toBe('86.2 points');
    expect(amount(1, 'working_days', 'en')).toBe('1 working day');
    expect(amount(8, 'working_days', 'en')).toBe('8 working days');
  });

  it.each([
    [0.033, 'share', '+3.3'],
    [-3.2, 'points', '−3.2'],
    [0.0005, 'share', '+0.1'],
    [-0.0004, 'share', '0.0'],
    [0.0004, 'share', '0.0'],
    [0.04, 'points', '0.0'],
    [0, 'share', '0.0'],
    [-0, 'share', '0.0'],
  ] as const)(
    'writes the change %p in %s as %s, with a sign only where there is something to see',
    (change, unit, written) => {
      expect(signed(change, unit)).toBe(written);
    },
  );

  it('writes how large a difference is, and nothing as 0.0 that is not', () => {
    expect(unsigned(-0.033, 'share')).toBe('3.3');
    expect(unsigned(3.2, 'points')).toBe('3.2');
    expect(unsigned(-0.0004, 'share')).toBe('0.04');
    expect(unsigned(0, 'share')).toBe('0.0');
  });

  it('shows in a range on which side of nothing even a small end lies', () => {
    expect(signedRange(-0.0004, 0.002, 'share', 'zh')).toBe('−0.0～+0.2');
    expect(signedRange(0.0004, 0.002, 'share', 'en')).toBe('+0.0 to +0.2');
  });

  it('joins ranges as GB/T 15835 has it, and signed ones by a word in English', () => {
    expect(range(0.795, 0.869, 'share', 'zh')).toBe('79.5～86.9');
    expect(range(0.795, 0.869, 'share', 'en')).toBe('79.5–86.9');
    expect(signedRange(-0.011, 0.032, 'share', 'zh')).toBe('−1.1～+3.2');
    expect(signedRange(-0.011, 0.032, 'share', 'en')).toBe('−1.1 to +3.2');
  });

  it('writes one rank as one number', () => {
    expect(places(4, 21, 'zh')).toBe('4～21');
    expect(places(1, 1, 'en')).toBe('1');
  });
});
