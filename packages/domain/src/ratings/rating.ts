import type { LocalDate } from '../calendar/index.ts';
import type { Contributions, DayContribution } from '../tallies/index.ts';

/** 5 very satisfied, 4 satisfied, 3 fairly satisfied, 2 dissatisfied, 1 very dissatisfied. */
export type Level = 1 | 2 | 3 | 4 | 5;
export const LEVELS = [1, 2, 3, 4, 5] as const satisfies readonly Level[];

/** 差评: levels 1 and 2. A reason is required and a rectification follows. */
export const isBadLevel = (level: Level): boolean => level <= 2;

/** Who spoke: a person, or a system that entered "satisfied" because nobody answered. */
export type RatingOrigin = 'active' | 'default';

/** Whether a rating counts: an excluded one stays stored and is counted as excluded. */
export type RatingStanding = 'effective' | 'excluded' | 'withdrawn';

export interface RatingFact {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly ratedOn: LocalDate;
  readonly level: Level;
  readonly origin: RatingOrigin;
  readonly standing: RatingStanding;
}

export interface InvitationFact {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly invitedOn: LocalDate;
}

/** One case or visit as the tallies see it: the offer to rate, the rating, or both. */
export interface RatedCase {
  readonly invitation: InvitationFact | null;
  readonly rating: RatingFact | null;
}

/** Valid: a person's own, and effective. A default rating never enters a numerator. */
export const isValidRating = (rating: RatingFact): boolean =>
  rating.origin === 'active' && rating.standing === 'effective';

/**
 * What a case adds to the tallies. The invitation counts on its own day and the rating on its own, so that the
 * participation of a month is the share of that month's invitations which were ever answered.
 */
export function contributionsOfCase({ invitation, rating }: RatedCase): Contributions {
  const days: DayContribution[] = [];
  if (invitation !== null) {
    const rated = rating !== null && isValidRating(rating);
    days.push({
      key: keyOf(invitation, invitation.invitedOn),
      sums: { invited: 1, invited_rated: rated ? 1 : 0 },
    });
  }
  if (rating !== null) days.push({ key: keyOf(rating, rating.ratedOn), sums: ratingSums(rating) });
  return { days, waits: [] };
}

function ratingSums(rating: RatingFact): DayContribution['sums'] {
  if (rating.standing === 'withdrawn') return { rating_withdrawn: 1 };
  if (rating.origin === 'default') return { rating_default: 1 };
  if (rating.standing === 'excluded') return { rating_excluded: 1 };
  return { [`level_${rating.level}` as const]: 1 };
}

const keyOf = (fact: { departmentId: number; itemId: number | null; channel: string }, day: LocalDate) => ({
  departmentId: fact.departmentId,
  day,
  itemId: fact.itemId ?? 0,
  channel: fact.channel,
  letterType: '',
});
