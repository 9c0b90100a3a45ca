import { bytesOfUuid, uuidOfBytes } from '@huiyin/domain';
import type { Sealer } from '../platform/secrets/sealer.ts';
import type { LetterKey } from './letters.repository.ts';

/** What a pass is good for: to see the letter and do with it what its writer may, or only to answer the reply to it. */
export type PassPurpose = 'track-pass' | 'answer-pass';

export type ReadPass =
  { readonly kind: 'open' | 'ended'; readonly key: LetterKey } | { readonly kind: 'unknown' };

/**
 * Opens one letter for a while to whoever showed its query code, or got a mail about it: 16 bytes id, 4 bytes department,
 * 6 bytes end in milliseconds, 16 bytes keyed hash of all before, by purpose. In base64url.
 */
const PROOF_AT = 26;
const PROOF = 16;

export function passOf(
  sealer: Sealer,
  { departmentId, id }: LetterKey,
  until: number,
  purpose: PassPurpose = 'track-pass',
): string {
  const content = Buffer.alloc(PROOF_AT);
  content.set(bytesOfUuid(id), 0);
  content.writeUInt32BE(departmentId, 16);
  content.writeUIntBE(until, 20, 6);
  return Buffer.concat([content, proofOf(sealer, content, purpose)]).toString('base64url');
}

/** Null for a pass that we did not make or that has ended. */
export function readPass(sealer: Sealer, pass: string, now: number): LetterKey | null {
  const read = openPass(sealer, pass, now, 'track-pass');
  return read.kind === 'open' ? read.key : null;
}

/** `unknown` for one that we did not make for this purpose. Compares in constant time. */
export function openPass(sealer: Sealer, pass: string, now: number, purpose: PassPurpose): ReadPass {
  const bytes = Buffer.from(pass, 'base64url');
  if (bytes.length !== PROOF_AT + PROOF) return { kind: 'unknown' };
  const content = bytes.subarray(0, PROOF_AT);
  if (!sealer.equal(bytes.subarray(PROOF_AT), proofOf(sealer, content, purpose))) return { kind: 'unknown' };
  const key = { departmentId: content.readUInt32BE(16), id: uuidOfBytes(content) };
  return { kind: now > content.readUIntBE(20, 6) ? 'ended' : 'open', key };
}

const proofOf = (sealer: Sealer, content: Uint8Array, purpose: PassPurpose): Buffer =>
  sealer.hash(purpose, content).subarray(0, PROOF);
