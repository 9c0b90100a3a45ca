import type { Level } from '../ratings/index.ts';
import type { LetterDeed, LetterDeedKind, LetterEvent } from './letter-event.ts';
import type { LetterType, Verdict, WithholdReason } from './letter.ts';
import { isDisclosableType } from './letter.ts';

export type LetterStage =
  | 'submitted'
  | 'accepted'
  | 'dispatched'
  | 'objected'
  | 'waiting'
  | 'reopened'
  | 'replied'
  | 'closed'
  | 'rejected'
  | 'merged';

export type Disclosure =
  | { readonly kind: 'none' }
  | { readonly kind: 'published'; readonly at: number; readonly complete: boolean }
  | { readonly kind: 'withheld' | 'unpublished'; readonly at: number; readonly reason: WithholdReason };

/** What is true of a letter after its events so far. All instants are milliseconds since 1970. */
export interface LetterState {
  readonly type: LetterType;
  readonly departmentId: number;
  /** Where the letter came in: who sends it on answers for where it goes. */
  readonly homeDepartmentId: number;
  readonly consent: boolean;
  readonly stage: LetterStage;
  readonly submittedAt: number;
  readonly acknowledgedAt: number | null;
  /** When the letter was first dispatched, and whether that department sent it back. */
  readonly firstDispatch: { readonly at: number; readonly returned: boolean } | null;
  /** The first *full* reply; an acknowledgement does not stop the reply clock. */
  readonly repliedAt: number | null;
  readonly lastRepliedAt: number | null;
  readonly closedAt: number | null;
  /** When the letter left without a reply: rejected, or merged into another. */
  readonly leftAt: number | null;
  readonly verdict: Verdict | null;
  readonly satisfaction: Level | null;
  /** The writer's latest answer to a call-back. A reopened letter keeps it: reopening must not wipe out a "no". */
  readonly callBack: {
    readonly at: number;
    readonly verdict: Verdict;
    readonly satisfaction: Level | null;
  } | null;
  /** When the first later letter about the same matter came in. */
  readonly repeatedAt: number | null;
  readonly reopenedTimes: number;
  readonly extension: number;
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[];
  readonly disclosure: Disclosure;
}

export type LetterRefusal =
  'not_from_here' | 'reopened_before' | 'no_consent' | 'never_disclosed' | 'before_last_event';

export type LetterStep =
  | { readonly kind: 'done'; readonly state: LetterState }
  | { readonly kind: 'refused'; readonly reason: LetterRefusal };

/** From which stages each deed may happen. A deed on a letter in any other stage is refused, not ignored. */
const FROM: Readonly<Record<Exclude<LetterDeedKind, 'submitted'>, readonly LetterStage[]>> = {
  accepted: ['submitted'],
  rejected: ['submitted', 'accepted'],
  merged: ['submitted', 'accepted', 'dispatched'],
  dispatched: ['accepted', 'objected'],
  objected: ['dispatched'],
  acknowledged: ['submitted', 'accepted', 'dispatched', 'reopened'],
  paused: ['dispatched', 'reopened'],
  resumed: ['waiting'],
  extended: ['dispatched', 'waiting'],
  replied: ['dispatched', 'waiting', 'reopened', 'replied'],
  called_back: ['replied', 'closed'],
  reopened: ['replied', 'closed'],
  supplemented: ['submitted', 'accepted', 'dispatched', 'objected', 'waiting', 'reopened', 'replied'],
  consent_changed: [
    'submitted',
    'accepted',
    'dispatched',
    'objected',
    'waiting',
    'reopened',
    'replied',
    'closed',
    'rejected',
    'merged',
  ],
  closed: ['replied'],
  repeated: ['replied', 'closed', 'reopened', 'waiting'],
  published: ['replied', 'closed'],
  withheld: ['replied', 'closed'],
  unpublished: ['replied', 'closed', 'reopened', 'waiting'],
};

/** The state after the first event, which must be the submission. */
export const openLetter = (event: LetterEvent): LetterState | null =>
  event.deed.kind !== 'submitted'
    ? null
    : {
        type: event.deed.type,
        departmentId: event.deed.departmentId,
        homeDepartmentId: event.deed.departmentId,
        consent: event.deed.consent,
        stage: 'submitted',
        submittedAt: event.at,
        acknowledgedAt: null,
        firstDispatch: null,
        repliedAt: null,
        lastRepliedAt: null,
        closedAt: null,
        leftAt: null,
        verdict: null,
        satisfaction: null,
        callBack: null,
        repeatedAt: null,
        reopenedTimes: 0,
        extension: 0,
        pauses: [],
        disclosure: { kind: 'none' },
      };

/** Decides one deed at one instant: the next state, or the reason why not. Never changes what it was given. */
export function stepLetter(state: LetterState, deed: LetterDeed, at: number): LetterStep {
  if (deed.kind === 'submitted' || !FROM[deed.kind].includes(state.stage)) return refused('not_from_here');
  const refusal = furtherRefusal(state, deed, at);
  return refusal === null
    ? { kind: 'done', state: { ...state, ...change(state, deed, at) } }
    : refused(refusal);
}

/** The state after a whole history, or null for a history that the rules do not allow. */
export function letterState(events: readonly LetterEvent[]): LetterState | null {
  const [first, ...rest] = events;
  let state = first === undefined ? null : openLetter(first);
  for (const event of rest) {
    if (state === null) return null;
    const step = stepLetter(state, event.deed, event.at);
    state = step.kind === 'done' ? step.state : null;
  }
  return state;
}

const refused = (reason: LetterRefusal): LetterStep => ({ kind: 'refused', reason });

function furtherRefusal(state: LetterState, deed: LetterDeed, at: number): LetterRefusal | null {
  switch (deed.kind) {
    case 'repeated':
      // A letter that came in before the answer did could not know it: that one is merged, not a repeat.
      return deed.cameInAt > at || deed.cameInAt < (state.repliedAt ?? 0) ? 'not_from_here' : null;
    case 'reopened':
      return state.reopenedTimes > 0 ? 'reopened_before' : null;
    case 'consent_changed':
      // A published letter is taken back first: nothing stays public without its writer's consent.
      return state.consent === deed.consent || state.disclosure.kind === 'published' ? 'not_from_here' : null;
    case 'published':
      if (!isDisclosableType(state.type)) return 'never_disclosed';
      if (!state.consent) return 'no_consent';
      return state.disclosure.kind === 'published' ? 'not_from_here' : null;
    case 'withheld':
      return state.disclosure.kind === 'none' ? null : 'not_from_here';
    case 'unpublished':
      return state.disclosure.kind === 'published' ? null : 'not_from_here';
    default:
      return null;
  }
}

function change(state: LetterState, deed: LetterDeed, at: number): Partial<LetterState> {
  switch (deed.kind) {
    case 'submitted':
      return {};
    case 'accepted':
      return { stage: 'accepted' };
    case 'objected':
      return {
        stage: 'objected',
        firstDispatch: state.firstDispatch && { ...state.firstDispatch, returned: true },
      };
    case 'rejected':
    case 'merged':
      return { stage: deed.kind, leftAt: at };
    case 'dispatched':
      return {
        stage: 'dispatched',
        departmentId: deed.departmentId,
        firstDispatch: state.firstDispatch ?? { at, returned: false },
      };
    case 'acknowledged':
      return { acknowledgedAt: state.acknowledgedAt ?? at };
    case 'paused':
      return { stage: 'waiting', pauses: [...state.pauses, { from: at, to: null }] };
    case 'supplemented':
      return state.stage === 'waiting' ? resumed(state, at) : {};
    case 'consent_changed':
      return { consent: deed.consent };
    case 'resumed':
      return resumed(state, at);
    case 'extended':
      return { extension: state.extension + deed.amount };
    case 'replied':
      return {
        stage: 'replied',
        repliedAt: state.repliedAt ?? at,
        lastRepliedAt: at,
        pauses: endPause(state, at),
      };
    case 'called_back':
      return {
        verdict: deed.verdict,
        satisfaction: deed.satisfaction,
        callBack: { at, verdict: deed.verdict, satisfaction: deed.satisfaction },
      };
    case 'reopened':
      return {
        stage: 'reopened',
        reopenedTimes: state.reopenedTimes + 1,
        closedAt: null,
        verdict: null,
        satisfaction: null,
      };
    case 'closed':
      return { stage: 'closed', closedAt: at };
    case 'repeated':
      return { repeatedAt: Math.min(state.repeatedAt ?? Infinity, deed.cameInAt) };
    case 'published':
      return { disclosure: { kind: 'published', at, complete: deed.complete === true } };
    case 'withheld':
    case 'unpublished':
      return { disclosure: { kind: deed.kind, at, reason: deed.reason } };
  }
}

const resumed = (state: LetterState, at: number): Partial<LetterState> => ({
  stage: state.repliedAt === null ? 'dispatched' : 'reopened',
  pauses: endPause(state, at),
});

/** A pause that is still open ends now; a reply ends a pause as surely as the writer's answer does. */
const endPause = (state: LetterState, at: number): LetterState['pauses'] =>
  state.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
