import type { Level, RatingOrigin } from '@huiyin/domain';
import type { Sealer } from '../platform/secrets/sealer.ts';

/** Where a rater can be reached. Sealed before it is stored. */
export interface RaterContact {
  readonly name: string | null;
  readonly phone: string;
}

/** What a rating says and about what: everything that a repeated request must repeat. */
export interface RatingContent {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly invitationId: string | null;
  readonly level: Level;
  readonly tags: readonly string[];
  readonly comment: string | null;
  readonly contact: RaterContact | null;
  readonly pressured: boolean;
  readonly origin: RatingOrigin;
}

/** The keyed digest of the content: equal for equal content, and of no use for guessing a comment. 32 bytes. */
export const ratingDigest = (sealer: Sealer, content: RatingContent): Buffer =>
  sealer.hash(
    'rating-content',
    JSON.stringify([
      content.departmentId,
      content.itemId,
      content.channel,
      content.invitationId,
      content.level,
      [...content.tags].sort(),
      content.comment,
      content.contact === null ? null : [content.contact.name, content.contact.phone],
      content.pressured,
      content.origin,
    ]),
  );
