import type { Sealer } from '../platform/secrets/sealer.ts';

/** No two that look alike in print or sound alike when read out: no 0 O 1 I L 2 Z 5 S 8 B U. */
const ALPHABET = '34679ACDEFGHJKMNPQRTVWXY';
const GROUPS = 4;
const GROUP = 4;

/**
 * The receipt of a rating, such as 'K7QF-3HXA-9TNE-CM4W': the same whenever it is asked for, and nobody without the key
 * can make one or turn one back into the rating. 73 bits.
 */
export function receiptOf(sealer: Sealer, departmentId: number, ratingId: string): string {
  let bits = BigInt(
    `0x${sealer.hash('rating-receipt', `${departmentId}/${ratingId.toLowerCase()}`).toString('hex')}`,
  );
  const size = BigInt(ALPHABET.length);
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => {
      const character = ALPHABET[Number(bits % size)]!;
      bits /= size;
      return character;
    }).join(''),
  );
  return groups.join('-');
}
