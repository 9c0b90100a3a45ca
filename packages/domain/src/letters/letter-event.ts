import type { Level } from '../ratings/index.ts';
import type { LetterType, RejectReason, Verdict, WithholdReason } from './letter.ts';

/** Everything that can happen to a letter. The state of a letter is derived from these alone, in order of `seq`. */
export type LetterDeed =
  | {
      readonly kind: 'submitted';
      readonly type: LetterType;
      readonly departmentId: number;
      readonly consent: boolean;
    }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly reason: RejectReason }
  | { readonly kind: 'merged'; readonly intoNumber: string }
  | { readonly kind: 'dispatched'; readonly departmentId: number }
  | { readonly kind: 'objected'; readonly reason: string }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'paused'; readonly reason: string }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'extended'; readonly amount: number; readonly reason: string }
  | { readonly kind: 'replied' }
  | { readonly kind: 'called_back'; readonly verdict: Verdict; readonly satisfaction: Level | null }
  | { readonly kind: 'reopened'; readonly reason: string }
  /** The writer added something; what it says is kept sealed beside the event. Ends a pause, which waited for it. */
  | { readonly kind: 'supplemented' }
  /** The writer's key to disclosure, turned the other way. */
  | { readonly kind: 'consent_changed'; readonly consent: boolean }
  | { readonly kind: 'closed' }
  /** Somebody found that a later letter, which came in at `cameInAt`, is about the same matter. */
  | { readonly kind: 'repeated'; readonly byNumber: string; readonly cameInAt: number }
  /** `complete`: all fields that a publication needs are there and no personal data was found; left out means not checked. */
  | { readonly kind: 'published'; readonly complete?: boolean }
  | { readonly kind: 'withheld'; readonly reason: WithholdReason }
  | { readonly kind: 'unpublished'; readonly reason: WithholdReason };

export type LetterDeedKind = LetterDeed['kind'];

export interface LetterEvent {
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly deed: LetterDeed;
}
