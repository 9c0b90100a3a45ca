import { createHash } from 'node:crypto';
import { uuid7 } from '@huiyin/domain';
import { KeyCounter } from './key-counter.ts';
import type { RowReading } from './row-reading.ts';

/**
 * Gives the rows of one file their ids: a UUIDv7 of the time of the fact whose random part is a hash of the source's name and
 * the row's key. The same file therefore makes the same ids, and what is stored already is recognised.
 */
export class FactIdentity {
  private readonly seen = new KeyCounter();

  constructor(
    private readonly source: string,
    private readonly key: readonly string[] | undefined,
  ) {}

  /**
   * The digest that names the row. Without key columns it is the whole row and how often it occurred before, so that two
   * people who gave the same answer in the same minute stay two. Null, and noted, for a row without or with a repeated key.
   */
  digestOf(row: RowReading): Buffer | null {
    if (this.key === undefined) {
      const whole = digest([this.source, ...row.everything()]);
      return digest([this.source, whole.toString('hex'), String(this.seen.add(whole))]);
    }
    const key = row.keyOf(this.key);
    if (key === null) return null;
    const named = digest([this.source, ...key]);
    if (this.seen.add(named) > 1) row.noteDuplicate(this.key.join(' + '), key.join(' + '));
    return named;
  }
}

/** The id of one fact of a row; `role` parts the facts that a row may hold. */
export const factId = (at: number, rowDigest: Buffer, role: string): string =>
  uuid7(at, createHash('sha256').update(rowDigest).update(role).digest());

/** Lengths are hashed with the texts, so that "ab","c" and "a","bc" differ. */
function digest(parts: readonly string[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest();
}
