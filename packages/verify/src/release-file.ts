import { createHash } from 'node:crypto';
import type { ReleaseContent } from '@huiyin/domain';
import canonicalize from 'canonicalize';

/**
 * The file of a release: its content with its own SHA-256, as canonical JSON (RFC 8785), so that one content has one
 * file, to the byte. The hash is of the canonical JSON without it.
 */
export function releaseFile(content: ReleaseContent): { readonly text: string; readonly sha256: string } {
  const sha256 = hashOf(canonical(content));
  return { text: canonical({ ...content, sha256 }), sha256 };
}

/** RFC 8785: keys in order, no spaces, numbers as ECMAScript writes them. */
export function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new RangeError('Not a value that JSON can hold');
  return text;
}

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
