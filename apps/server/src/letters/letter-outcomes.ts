import type { LetterReceipt } from '@huiyin/contract';
import type { LetterRefusal, LetterRules, LetterState } from '@huiyin/domain';
import { localDateOf } from '@huiyin/domain';
import type { RuleVersions } from '../directory/rules.service.ts';
import type { LetterWriter } from './letter-content.ts';
import type { LetterKey } from './letters.repository.ts';

/** Who did a deed and when; `text` is the reply of `replied` and `acknowledged`. */
export interface DeedCircumstances {
  /** Milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly text?: string;
  /** Words of the writer that go with the deed, sealed beside it. */
  readonly note?: string;
}

export type RecordOutcome =
  | { readonly kind: 'done'; readonly seq: number; readonly state: LetterState }
  | { readonly kind: 'refused'; readonly reason: LetterRefusal | 'unknown_letter' | 'text_required' };

/** A letter as its writer wrote it, and the replies as they were given: for officers and for disclosure. */
export interface OriginalLetter extends RuleVersions {
  readonly key: LetterKey;
  readonly number: string;
  readonly type: LetterState['type'];
  readonly itemId: number | null;
  readonly channel: string;
  readonly subject: string;
  readonly body: string;
  readonly writer: LetterWriter | null;
  readonly replies: readonly {
    readonly seq: number;
    readonly kind: 'acknowledgement' | 'full';
    readonly body: string;
    readonly departmentId: number;
    readonly at: number;
  }[];
}

export const receiptOf = (
  outcome: LetterReceipt['outcome'],
  key: LetterKey,
  number: string,
  queryCode: string,
  replyDueAt: Date,
  receivedAt: number,
  rules: LetterRules,
): LetterReceipt => ({
  outcome,
  id: key.id,
  number,
  queryCode,
  replyDueOn: localDateOf(replyDueAt, rules.policy.zone),
  receivedAt: new Date(receivedAt).toISOString(),
});
