import { bytesOfUuid, uuidOfBytes } from '@huiyin/domain';
import type { Sealer } from '../platform/secrets/sealer.ts';
import type { LetterKey } from './letters.repository.ts';

/**
 * Opens one letter for a while to whoever showed its query code: 16 bytes id, 4 bytes department, 6 bytes end in
 * milliseconds, 16 bytes keyed hash of all before. In base64url.
 */
const PROOF_AT = 26;
const PROOF = 16;

export function passOf(sealer: Sealer, { departmentId, id }: LetterKey, until: number): string {
  const content = Buffer.alloc(PROOF_AT);
  content.set(bytesOfUuid(id), 0);
  content.writeUInt32BE(departmentId, 16);
  content.writeUIntBE(until, 20, 6);
  return Buffer.concat([content, proofOf(sealer, content)]).toString('base64url');
}

/** Null for a pass that we did not make or that has ended. Compares in constant time. */
export function readPass(sealer: Sealer, pass: string, now: number): LetterKey | null {
  const bytes = Buffer.from(pass, 'base64url');
  if (bytes.length !== PROOF_AT + PROOF) return null;
  const content = bytes.subarray(0, PROOF_AT);
  if (!sealer.equal(bytes.subarray(PROOF_AT), proofOf(sealer, content))) return null;
  if (now > content.readUIntBE(20, 6)) return null;
  return { departmentId: content.readUInt32BE(16), id: uuidOfBytes(content) };
}

const proofOf = (sealer: Sealer, content: Uint8Array): Buffer =>
  sealer.hash('track-pass', content).subarray(0, PROOF);
