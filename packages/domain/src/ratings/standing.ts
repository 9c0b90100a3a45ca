import type { RatingStanding } from './rating.ts';

/** The deeds that change whether a rating counts. `amended` changes what it says, not whether it counts. */
export type StandingDeed = 'exclude' | 'restore' | 'withdraw';

export type StandingChange =
  | { readonly kind: 'changed'; readonly standing: RatingStanding }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: 'rating_withdrawn' };

/** Exclusion can be undone; a withdrawal is the rater's own word and is final. Doing a deed twice changes nothing. */
export function changeStanding(standing: RatingStanding, deed: StandingDeed): StandingChange {
  if (standing === 'withdrawn') {
    return deed === 'withdraw' ? { kind: 'unchanged' } : { kind: 'refused', reason: 'rating_withdrawn' };
  }
  const next = { exclude: 'excluded', restore: 'effective', withdraw: 'withdrawn' } as const;
  return next[deed] === standing ? { kind: 'unchanged' } : { kind: 'changed', standing: next[deed] };
}
