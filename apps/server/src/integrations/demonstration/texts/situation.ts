import type { LetterType } from '@huiyin/domain';

/**
 * What people write about, invented: the kind of letter, its subject, what happened and is asked, what the office
 * found, and what it did. Words in braces are filled in for each letter: see slots.ts.
 */
export type Situation = readonly [
  type: LetterType,
  subject: string,
  story: string,
  found: string,
  done: string,
];
