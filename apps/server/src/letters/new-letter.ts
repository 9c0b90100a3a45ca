import type { LetterEvent, LetterType } from '@huiyin/domain';
import type { LetterWriter } from './letter-content.ts';

/**
 * One letter from a file, with its whole history. The id is a UUIDv7 made by the caller from the time of submission
 * and the letter's key in the source. `number` null: one is derived from the id. Instants are milliseconds.
 */
export interface NewLetter {
  readonly id: string;
  readonly number: string | null;
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly type: LetterType;
  readonly subject: string;
  readonly body: string;
  readonly writer: LetterWriter | null;
  readonly events: readonly LetterEvent[];
  /** Each with the `seq` of the event that gave it. */
  readonly replies: readonly {
    readonly seq: number;
    readonly kind: 'acknowledgement' | 'full';
    readonly body: string;
    readonly departmentId: number;
    readonly at: number;
  }[];
}
