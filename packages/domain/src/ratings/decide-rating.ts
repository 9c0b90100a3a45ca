import type { Level } from './rating.ts';
import { isBadLevel } from './rating.ts';

/** What the door knows about the offer a rating answers. */
export interface OfferState {
  readonly kind: 'open' | 'answered' | 'expired' | 'unknown';
}

export interface RatingAttempt {
  readonly level: Level;
  readonly tags: readonly string[];
  readonly comment: string | null;
}

/** The outcomes of trying to rate; `repeated` returns the first receipt, a refusal names its reason. */
export type RatingDecision =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly reason: 'offer_expired' | 'offer_unknown' | 'reason_required' };

/** 一事一评: one valid rating a case. At level 1 and 2 a reason (a tag or words) is required. */
export function decideRating(offer: OfferState, attempt: RatingAttempt): RatingDecision {
  if (offer.kind === 'unknown') return { kind: 'refused', reason: 'offer_unknown' };
  if (offer.kind === 'answered') return { kind: 'repeated' };
  if (offer.kind === 'expired') return { kind: 'refused', reason: 'offer_expired' };
  if (isBadLevel(attempt.level) && attempt.tags.length === 0 && (attempt.comment ?? '').trim() === '') {
    return { kind: 'refused', reason: 'reason_required' };
  }
  return { kind: 'accepted' };
}
