import { bytesOfUuid, uuidOfBytes } from '@huiyin/domain';
import type { Sealer } from '../platform/secrets/sealer.ts';

/** What a token opens: the offer to rate one case, a point where everybody rates, or one's own rating. */
export type TokenKind = 'invitation' | 'point' | 'rating';

/** What a token names. The id is the UUID of the invitation, the point or the rating. */
export interface TokenKey {
  readonly kind: TokenKind;
  readonly departmentId: number;
  readonly id: string;
}

/**
 * The token in a rating link carries the key of what it opens and proof that we made it, so that a made-up token costs
 * no query and tokens need no index: 1 byte format, 16 bytes id, 4 bytes department, 12 bytes keyed hash of all before.
 * In base64url, 44 characters.
 */
const FORMATS: Readonly<Record<TokenKind, number>> = { invitation: 1, point: 2, rating: 3 };
const PROOF_AT = 21;
const PROOF = 12;
const LENGTH = PROOF_AT + PROOF;

export function tokenOf(sealer: Sealer, { kind, departmentId, id }: TokenKey): string {
  const content = Buffer.alloc(PROOF_AT);
  content[0] = FORMATS[kind];
  content.set(bytesOfUuid(id), 1);
  content.writeUInt32BE(departmentId, 17);
  return Buffer.concat([content, proofOf(sealer, content)]).toString('base64url');
}

/** Null for a token that we did not make. Compares in constant time. */
export function readToken(sealer: Sealer, token: string): TokenKey | null {
  const bytes = Buffer.from(token, 'base64url');
  const kind = (Object.keys(FORMATS) as TokenKind[]).find((one) => FORMATS[one] === bytes[0]);
  if (bytes.length !== LENGTH || kind === undefined) return null;
  const content = bytes.subarray(0, PROOF_AT);
  if (!sealer.equal(bytes.subarray(PROOF_AT), proofOf(sealer, content))) return null;
  return { kind, departmentId: content.readUInt32BE(17), id: uuidOfBytes(content.subarray(1)) };
}

const proofOf = (sealer: Sealer, content: Uint8Array): Buffer =>
  sealer.hash('rating-token', content).subarray(0, PROOF);
