import type { LetterType } from '@huiyin/domain';
import type { Slots } from './slots.ts';

/**
 * What people write about, invented: the kind of letter, two or more ways to put its subject, what happened and is
 * asked, what the office found, what it did, and the Chinese name of the service item it is about, if it is about one.
 * Words in braces are filled in for each letter: see slots.ts.
 */
export type Situation = readonly [
  type: LetterType,
  subjects: readonly [string, string, ...string[]],
  story: string,
  found: string,
  done: string,
  item?: string,
];

/** What one letter is about. Its subject is chosen and filled in once, so that a reply quotes what was written. */
export interface Matter {
  readonly situation: Situation;
  readonly slots: Slots;
  readonly subject: string;
}
