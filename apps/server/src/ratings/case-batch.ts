import type { InvitationFact, LocalDate, RatingFact } from '@huiyin/domain';
import { timeOfUuid7 } from '@huiyin/domain';
import { copyLine } from '../platform/database/copy-rows.ts';
import type { Sealer } from '../platform/secrets/sealer.ts';
import type { RatingContent } from './rating-content.ts';
import { ratingDigest } from './rating-content.ts';
import type { NewCase } from './new-case.ts';

/** An invitation of the batch, and the rating of the batch that answers it. */
export interface StagedInvitation {
  /** The place in the batch of the case that brought it. */
  readonly place: number;
  readonly fact: InvitationFact;
  rating: StagedRating | null;
}

export interface StagedRating {
  readonly place: number;
  readonly id: string;
  readonly invitationKey: string | null;
  readonly fact: RatingFact;
}

/** Cases made ready for COPY: each invitation and each rating once, the first one of the batch. */
export interface CaseBatch {
  readonly size: number;
  readonly instantsOfIds: readonly number[];
  readonly invitations: ReadonlyMap<string, StagedInvitation>;
  readonly ratings: ReadonlyMap<string, StagedRating>;
  readonly invitationLines: readonly string[];
  readonly ratingLines: readonly string[];
}

export const INVITATION_COLUMNS = [
  'department_id',
  'id',
  'service_item_id',
  'channel_code',
  'case_number',
  'invited_at',
  'invited_on',
  'expires_at',
  'rating_id',
] as const;

export const RATING_COLUMNS = [
  'department_id',
  'id',
  'invitation_id',
  'service_item_id',
  'channel_code',
  'level',
  'tags',
  'comment_sealed',
  'origin',
  'standing',
  'rated_at',
  'rated_on',
  'content_digest',
] as const;

/** What a row is found by: every large table is keyed by department and id. */
export const rowKey = (departmentId: number, id: string): string => `${departmentId}/${id.toLowerCase()}`;

/** Throws RangeError for an id that is not a UUIDv7 and for a case with neither invitation nor rating. */
export function caseBatch(
  cases: readonly NewCase[],
  dayOf: (instant: number) => LocalDate,
  sealer: Sealer,
): CaseBatch {
  const instantsOfIds: number[] = [];
  const invitations = new Map<string, StagedInvitation & { readonly source: NewCase }>();
  const ratings = new Map<string, StagedRating>();
  const ratingLines: string[] = [];

  cases.forEach((one, place) => {
    const { departmentId, invitation, rating } = one;
    if (invitation === null && rating === null)
      throw new RangeError('a case has an invitation, a rating or both');
    const ratingKey = rating === null ? null : rowKey(departmentId, rating.id);
    if (ratingKey !== null && ratings.has(ratingKey)) return;
    const invitationKey = invitation === null ? null : rowKey(departmentId, invitation.id);
    let staged = invitationKey === null ? null : (invitations.get(invitationKey) ?? null);
    if (staged !== null && (staged.rating !== null || rating === null)) return;

    if (invitation !== null && invitationKey !== null && staged === null) {
      instantsOfIds.push(instantOf(invitation.id));
      const { itemId, channel } = one;
      const fact = { departmentId, itemId, channel, invitedOn: dayOf(invitation.invitedAt) };
      staged = { place, fact, rating: null, source: one };
      invitations.set(invitationKey, staged);
    }
    if (rating === null || ratingKey === null) return;
    instantsOfIds.push(instantOf(rating.id));
    const fact: RatingFact = {
      departmentId,
      itemId: one.itemId,
      channel: one.channel,
      ratedOn: dayOf(rating.ratedAt),
      level: rating.level,
      origin: rating.origin,
      standing: rating.standing ?? 'effective',
    };
    const stagedRating = { place, id: rating.id, invitationKey, fact };
    ratings.set(ratingKey, stagedRating);
    if (staged !== null) staged.rating = stagedRating;
    ratingLines.push(ratingLine(one, rating, fact, sealer));
  });

  const invitationLines = [...invitations.values()].map((staged) => invitationLine(staged, staged.source));
  return { size: cases.length, instantsOfIds, invitations, ratings, invitationLines, ratingLines };
}

const invitationLine = ({ fact, rating }: StagedInvitation, { invitation, caseNumber }: NewCase): string =>
  copyLine([
    fact.departmentId,
    invitation!.id,
    fact.itemId,
    fact.channel,
    caseNumber,
    new Date(invitation!.invitedAt),
    fact.invitedOn,
    new Date(invitation!.expiresAt),
    rating?.id ?? null,
  ]);

function ratingLine(
  one: NewCase,
  rating: NonNullable<NewCase['rating']>,
  fact: RatingFact,
  sealer: Sealer,
): string {
  const invitationId = one.invitation?.id ?? null;
  const { level, tags, comment, origin } = rating;
  const content: RatingContent = {
    departmentId: fact.departmentId,
    itemId: fact.itemId,
    channel: fact.channel,
    invitationId,
    level,
    tags,
    comment,
    contact: null,
    pressured: false,
    origin,
  };
  return copyLine([
    fact.departmentId,
    rating.id,
    invitationId,
    fact.itemId,
    fact.channel,
    level,
    tags,
    comment === null ? null : sealer.seal(comment),
    origin,
    fact.standing,
    new Date(rating.ratedAt),
    fact.ratedOn,
    ratingDigest(sealer, content),
  ]);
}

function instantOf(id: string): number {
  const instant = timeOfUuid7(id);
  if (instant === null) throw new RangeError(`not a UUIDv7: ${id}`);
  return instant;
}
