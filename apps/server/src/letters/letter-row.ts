import type { LetterDeed, LetterEvent, LetterRefusal, LetterRules, LetterState } from '@huiyin/domain';
import { letterDues, openLetter, stepLetter } from '@huiyin/domain';

/** The columns of a letter that follow from its events; rewritten with every one of them. */
export interface DerivedColumns {
  readonly assigned_department_id: number;
  readonly stage: string;
  readonly reply_due_at: Date;
  readonly replied_at: Date | null;
  readonly closed_at: Date | null;
  readonly disclosure_due_at: Date | null;
  readonly last_seq: number;
}

export const DERIVED_COLUMNS = [
  'assigned_department_id',
  'stage',
  'reply_due_at',
  'replied_at',
  'closed_at',
  'disclosure_due_at',
  'last_seq',
] as const satisfies readonly (keyof DerivedColumns)[];

export function derivedColumns(state: LetterState, rules: LetterRules, lastSeq: number): DerivedColumns {
  const dues = letterDues(state, rules);
  return {
    assigned_department_id: state.departmentId,
    stage: state.stage,
    reply_due_at: new Date(dues.replyDueAt),
    replied_at: dateOf(state.repliedAt),
    closed_at: dateOf(state.closedAt),
    disclosure_due_at: dateOf(dues.disclosureDueAt),
    last_seq: lastSeq,
  };
}

/** What a history comes to, or why it is not one that the rules allow. */
export type HistoryOutcome =
  | {
      readonly kind: 'allowed';
      readonly state: LetterState;
      readonly lastAt: number;
      readonly lastSeq: number;
    }
  | { readonly kind: 'refused'; readonly reason: HistoryRefusal };

/** `no_submission`: the first event is not the submission; `out_of_order`: numbers that do not rise. */
export type HistoryRefusal = LetterRefusal | 'no_submission' | 'out_of_order';

/** Walks through a whole history. Events may share an instant but never go back in time. */
export function walkHistory(events: readonly LetterEvent[]): HistoryOutcome {
  const [first, ...rest] = events;
  let state = first === undefined ? null : openLetter(first);
  if (state === null || first === undefined) return { kind: 'refused', reason: 'no_submission' };
  let last = first;
  for (const event of rest) {
    if (event.seq <= last.seq) return { kind: 'refused', reason: 'out_of_order' };
    const step = stepInTime(state, event.deed, event.at, last.at);
    if (step.kind === 'refused') return step;
    state = step.state;
    last = event;
  }
  return { kind: 'allowed', state, lastAt: last.at, lastSeq: last.seq };
}

/** One deed after the last event of a letter. */
export const stepInTime = (
  state: LetterState,
  deed: LetterDeed,
  at: number,
  lastAt: number,
): ReturnType<typeof stepLetter> =>
  at < lastAt ? { kind: 'refused', reason: 'before_last_event' } : stepLetter(state, deed, at);

const dateOf = (instant: number | null): Date | null => (instant === null ? null : new Date(instant));
