import type { Level, RatingOrigin, RatingStanding } from '@huiyin/domain';

/**
 * One case or visit from a file: the offer to rate, the rating, or both. The ids are UUIDv7 made by the caller from the
 * time of the fact and its key in the source, so that the same file makes the same ids. Instants are milliseconds.
 */
export interface NewCase {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly caseNumber: string | null;
  readonly invitation: { readonly id: string; readonly invitedAt: number; readonly expiresAt: number } | null;
  readonly rating: {
    readonly id: string;
    readonly level: Level;
    readonly tags: readonly string[];
    readonly comment: string | null;
    readonly origin: RatingOrigin;
    readonly standing?: RatingStanding;
    readonly ratedAt: number;
  } | null;
}
