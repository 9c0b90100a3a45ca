import { describe, expect, it } from '@jest/globals';
import { uuid7 } from '@huiyin/domain';
import fc from 'fast-check';
import { Sealer } from '../platform/secrets/sealer.ts';
import { readToken, tokenOf } from './rating-token.ts';
import { receiptOf } from './receipt.ts';

const sealerWith = (hashing: number) =>
  new Sealer({
    current: 1,
    sealing: new Map([[1, Buffer.alloc(32, 1)]]),
    hashing: Buffer.alloc(32, hashing),
  });
const sealer = sealerWith(5);
const id = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 47 }), fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([at, random]) => uuid7(at, random));
const department = fc.integer({ min: 1, max: 2 ** 31 - 1 });

const kinds = fc.constantFrom(...(['invitation', 'point', 'rating'] as const));

describe('the token of a rating link', () => {
  it('names what it opens again, in 44 characters that a link can carry', () => {
    fc.assert(
      fc.property(kinds, id, department, (kind, uuid, departmentId) => {
        const key = { kind, departmentId, id: uuid } as const;
        const token = tokenOf(sealer, key);
        expect(token).toMatch(/^[A-Za-z0-9_-]{44}$/);
        expect(readToken(sealer, token)).toEqual(key);
      }),
    );
  });

  it('is refused after any change of any character, and under another key', () => {
    fc.assert(
      fc.property(
        kinds,
        id,
        department,
        fc.nat(43),
        fc.constantFrom(...'Aa0_-'),
        (kind, uuid, departmentId, place, letter) => {
          const key = { kind, departmentId, id: uuid } as const;
          const token = tokenOf(sealer, key);
          const changed = token.slice(0, place) + letter + token.slice(place + 1);
          expect(readToken(sealer, changed)).toEqual(changed === token ? key : null);
          expect(readToken(sealerWith(6), token)).toBeNull();
        },
      ),
    );
  });

  it.each(['', 'short', 'A'.repeat(44), 'A'.repeat(64), '中'.repeat(44)])('is not %p', (token) => {
    expect(readToken(sealer, token)).toBeNull();
  });
});

describe('the receipt of a rating', () => {
  const one = '01890a5d-ac96-774b-bcce-b302099a8057';

  it('is four groups of four, without characters that look alike', () => {
    expect(receiptOf(sealer, 1, one)).toMatch(
      /^([34679ACDEFGHJKMNPQRTVWXY]{4}-){3}[34679ACDEFGHJKMNPQRTVWXY]{4}$/,
    );
  });

  it('is the same each time, and another one for another rating, department or key', () => {
    const receipt = receiptOf(sealer, 1, one);
    expect(receiptOf(sealer, 1, one.toUpperCase())).toBe(receipt);
    expect(receiptOf(sealer, 2, one)).not.toBe(receipt);
    expect(receiptOf(sealer, 1, one.replace('0189', '018a'))).not.toBe(receipt);
    expect(receiptOf(sealerWith(6), 1, one)).not.toBe(receipt);
  });
});
