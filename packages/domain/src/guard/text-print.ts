/** Windows of so many letters: words need not be told apart, so it serves Chinese as well as English. */
const WINDOW = 3;

/** Longer texts are told by their beginning. */
const LETTERS = 2000;

/** Of a shorter text a print says nothing. */
const FEWEST = 20;

const BITS = 64;

/** In how many bits prints may differ whose texts read nearly the same; of texts that have nothing in common 32 differ, and 10 or fewer once in a hundred million. */
export const NEAR_BITS = 10;

/**
 * A print of a text that differs in few bits where texts differ in few places (SimHash, Charikar 2002): 64 bits, or null
 * for a text that is too short to have one. Capitals, widths, spaces, signs and digits do not count, so that a form letter
 * with another name of a street or another number has nearly the same print. `hash` gives 64 bits for a piece of text; with
 * a keyed one the print says nothing about the text to who has not got the key.
 */
export function textPrint(text: string, hash: (piece: string) => bigint): bigint | null {
  const letters = [...text.normalize('NFKC').toLowerCase()]
    .filter((one) => /\p{L}/u.test(one))
    .slice(0, LETTERS);
  if (letters.length < FEWEST + WINDOW) return null;
  const weights = new Array<number>(BITS).fill(0);
  const pieces = new Set<string>();
  for (let start = 0; start + WINDOW <= letters.length; start += 1)
    pieces.add(letters.slice(start, start + WINDOW).join(''));
  for (const piece of pieces) {
    const bits = hash(piece);
    for (let bit = 0; bit < BITS; bit += 1) weights[bit]! += (bits >> BigInt(bit)) & 1n ? 1 : -1;
  }
  return weights.reduce((print, weight, bit) => (weight > 0 ? print | (1n << BigInt(bit)) : print), 0n);
}

/** In how many of their 64 bits two prints differ. */
export function printDistance(a: bigint, b: bigint): number {
  let rest = BigInt.asUintN(BITS, a ^ b);
  let count = 0;
  for (; rest > 0n; rest &= rest - 1n) count += 1;
  return count;
}

export const readsNearlySame = (a: bigint, b: bigint): boolean => printDistance(a, b) <= NEAR_BITS;
