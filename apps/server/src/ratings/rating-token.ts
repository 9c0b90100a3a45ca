import type { Sealer } from '../platform/secrets/sealer.ts';

/** An invitation as its token names it. */
export interface InvitationKey {
  readonly departmentId: number;
  readonly invitationId: string;
}

/**
 * The token in a rating link carries the key of its invitation and proof that we made it, so that a made-up token costs
 * no query and tokens need no index: 1 byte format, 16 bytes invitation, 4 bytes department, 12 bytes keyed hash of all
 * before. In base64url, 44 characters.
 */
const FORMAT = 1;
const PROOF_AT = 21;
const PROOF = 12;
const LENGTH = PROOF_AT + PROOF;

export function tokenOf(sealer: Sealer, { departmentId, invitationId }: InvitationKey): string {
  const content = Buffer.alloc(PROOF_AT);
  content[0] = FORMAT;
  content.write(invitationId.replaceAll('-', ''), 1, 'hex');
  content.writeUInt32BE(departmentId, 17);
  return Buffer.concat([content, proofOf(sealer, content)]).toString('base64url');
}

/** Null for a token that we did not make. Compares in constant time. */
export function readToken(sealer: Sealer, token: string): InvitationKey | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== LENGTH || bytes[0] !== FORMAT) return null;
  const content = bytes.subarray(0, PROOF_AT);
  if (!sealer.equal(bytes.subarray(PROOF_AT), proofOf(sealer, content))) return null;
  const hex = content.toString('hex', 1, 17);
  return {
    invitationId: [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20),
    ].join('-'),
    departmentId: content.readUInt32BE(17),
  };
}

const proofOf = (sealer: Sealer, content: Uint8Array): Buffer =>
  sealer.hash('rating-token', content).subarray(0, PROOF);
