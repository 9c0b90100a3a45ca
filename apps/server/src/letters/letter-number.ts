import { randomBytes } from 'node:crypto';
import { localDateOf, yearOf } from '@huiyin/domain';
import type { Sealer } from '../platform/secrets/sealer.ts';
import type { LetterKey } from './letters.repository.ts';

/** Crockford's base 32: no I, L, O, U, so that a number can be read out over the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** More than 128 bits, which nobody guesses. */
const QUERY_CODE_BYTES = 17;

/** 'HY', the local year of receipt and 8 characters of chance: public, and tells nothing of how many letters came. */
export const randomNumber = (submittedAt: number, zone: string): string =>
  numberOf(submittedAt, zone, randomBytes(8));

/** The number of a letter that came from a file without one: the same for the same id, on this installation. */
export const numberOfId = (sealer: Sealer, id: string, submittedAt: number, zone: string): string =>
  numberOf(submittedAt, zone, sealer.hash('letter-number', id.toLowerCase()));

/**
 * The writer's secret, in groups of five as people copy them: 130 bits that only we can derive from the id. So whoever
 * sends the same letter again, because the first answer got lost on the way, is told it again.
 */
export const queryCodeOf = (sealer: Sealer, { departmentId, id }: LetterKey): string =>
  // 26 characters of 5 bits hold 130 bits, of 17 bytes.
  base32(
    sealer.hash('query-code-of', `${departmentId}/${id.toLowerCase()}`).subarray(0, QUERY_CODE_BYTES),
    26,
  ).replace(/.{5}(?=.)/g, '$&-');

/** What is stored of a query code; lower case, spaces, hyphens and full-width forms do not matter, nor O for 0, I or L for 1. */
export const queryCodeHash = (sealer: Sealer, code: string): Buffer =>
  sealer.hash('query-code', plainCode(code));

const plainCode = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');

const numberOf = (submittedAt: number, zone: string, bytes: Uint8Array): string =>
  `HY${yearOf(localDateOf(submittedAt, zone))}-${base32(bytes, 8)}`;

function base32(bytes: Uint8Array, length: number): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (; text.length < length; bits >>= 5n) text += ALPHABET[Number(bits & 31n)];
  return text;
}
