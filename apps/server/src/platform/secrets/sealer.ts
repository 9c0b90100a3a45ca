import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { DefectError } from '../errors/errors.ts';
import type { KeyRing } from './key-ring.ts';

const FORMAT = 1;
const HEAD = 2;
const NONCE = 12;
const TAG = 16;
const NONCES_AT_ONCE = 256;

/**
 * Seals what concerns persons before it is stored (AES-256-GCM), so that a copy of the database reveals nobody, and
 * makes the keyed hashes by which such things are found again (HMAC-SHA256, one key per purpose).
 *
 * Sealed: 1 byte format, 1 byte key id, 12 bytes nonce, 16 bytes tag, then the text. The head is authenticated too.
 */
export class Sealer {
  private noncesLeft = Buffer.alloc(0);
  private readonly ring: () => KeyRing;
  private readonly purposeKeys = new Map<string, Buffer>();

  constructor(
    ring: KeyRing | (() => KeyRing),
    /** Looks for keys that were added since. */
    private readonly anew: (() => KeyRing) | null = null,
  ) {
    this.ring = typeof ring === 'function' ? ring : () => ring;
  }

  /** The id of the key that texts are sealed with now. */
  get current(): number {
    return this.ring().current;
  }

  /** The id of the key that a text was sealed with. */
  keyIdOf(sealed: Uint8Array): number {
    return sealed[1]!;
  }

  seal(text: string): Buffer {
    return this.sealBytes(Buffer.from(text, 'utf8'));
  }

  sealBytes(content: Uint8Array): Buffer {
    const { current } = this.ring();
    const head = Buffer.from([FORMAT, current]);
    const nonce = this.nextNonce();
    const cipher = createCipheriv('aes-256-gcm', this.key(current), nonce).setAAD(head);
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws DefectError for bytes that no key of the ring sealed, or that were changed since. */
  open(sealed: Buffer): string {
    return this.openBytes(sealed).toString('utf8');
  }

  /** Throws as `open` does. */
  openBytes(sealed: Buffer): Buffer {
    if (sealed.length < HEAD + NONCE + TAG || sealed[0] !== FORMAT)
      throw new DefectError('not a sealed text');
    const nonce = sealed.subarray(HEAD, HEAD + NONCE);
    const decipher = createDecipheriv('aes-256-gcm', this.key(sealed[1]!), nonce)
      .setAAD(sealed.subarray(0, HEAD))
      .setAuthTag(sealed.subarray(HEAD + NONCE, HEAD + NONCE + TAG));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(HEAD + NONCE + TAG)), decipher.final()]);
    } catch (error) {
      throw new DefectError('a sealed text was changed, or its key is another one', error);
    }
  }

  /** The keyed hash of a text or bytes for one purpose: equal for equal input, and useless without the key. 32 bytes. */
  hash(purpose: string, content: string | Uint8Array): Buffer {
    return createHmac('sha256', this.purposeKey(purpose)).update(content).digest();
  }

  /** Compares in constant time. */
  equal(a: Uint8Array, b: Uint8Array): boolean {
    return a.length === b.length && timingSafeEqual(a, b);
  }

  /** Purposes are a handful of our own words, so their keys are kept: a load hashes every fact. */
  private purposeKey(purpose: string): Buffer {
    const known = this.purposeKeys.get(purpose);
    if (known !== undefined) return known;
    const key = createHmac('sha256', this.ring().hashing).update(purpose).digest();
    this.purposeKeys.set(purpose, key);
    return key;
  }

  /** Chance is drawn for many nonces at once: one call to the system for each costs more than the sealing. */
  private nextNonce(): Buffer {
    if (this.noncesLeft.length === 0) this.noncesLeft = randomBytes(NONCE * NONCES_AT_ONCE);
    const nonce = this.noncesLeft.subarray(0, NONCE);
    this.noncesLeft = this.noncesLeft.subarray(NONCE);
    return nonce;
  }

  private key(id: number): Buffer {
    const key = this.ring().sealing.get(id) ?? this.anew?.().sealing.get(id);
    if (key === undefined) throw new DefectError(`the key ring has no key ${id}`);
    return key;
  }
}
