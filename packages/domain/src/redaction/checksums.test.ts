import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isIdentityNumber, isOldIdentityNumber, isOrganisationCode, passesLuhn } from './checksums.ts';

describe('check characters', () => {
  it.each([
    ['11010519491231002X', true],
    ['11010519491231002x', true],
    ['110105194912310021', false],
    ['110105194913310020', false],
    ['1101051949123100', false],
  ])('identity number %s: %s', (number, valid) => {
    expect(isIdentityNumber(number)).toBe(valid);
  });

  it('wants a day that exists: 2023 has no 29 February, 2024 has', () => {
    const anyOf = (body: string) => [...'0123456789X'].some((check) => isIdentityNumber(body + check));
    expect(anyOf('11010520240229002')).toBe(true);
    expect(anyOf('11010520230229002')).toBe(false);
  });

  it('exactly one of eleven check characters is right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999 }), (region, order) => {
        const body = `${String(region).padStart(6, '0')}19900101${String(order).padStart(3, '0')}`;
        expect([...'0123456789X'].filter((check) => isIdentityNumber(body + check))).toHaveLength(1);
      }),
    );
  });

  it('knows the old numbers by their date alone', () => {
    expect(isOldIdentityNumber('110105491231002')).toBe(true);
    expect(isOldIdentityNumber('110105491331002')).toBe(false);
  });

  it.each([
    ['79927398713', true],
    ['79927398710', false],
    ['4111111111111111', true],
    ['', false],
  ])('Luhn of "%s": %s', (digits, passes) => {
    expect(passesLuhn(digits)).toBe(passes);
  });

  it.each([
    ['91230184MA1BUFLT44', true],
    ['91230184MA1BUFLT45', false],
    ['91230184MA1BUFLTI4', false],
    ['91230184MA1BUFLT4', false],
  ])('organisation code %s: %s', (code, valid) => {
    expect(isOrganisationCode(code)).toBe(valid);
  });
});
