import { RATING_TAGS } from '@huiyin/domain';
import type { NewCase } from '../../../ratings/ratings.bulk.ts';
import type { RatingsMapping } from '../mapping/mapping.ts';
import type { DirectoryPlan } from './directory-plan.ts';
import { departmentOfRow } from './department-of-row.ts';
import type { FactIdentity } from './fact-identity.ts';
import { factId } from './fact-identity.ts';
import { channelOfRow, itemOfRow } from './letter-rows.ts';
import type { RowOutcome } from './refusals.ts';
import type { RowReading } from './row-reading.ts';

/** Until when an invitation of an instant could be answered. */
export type LateWindow = (invitedAt: number) => number;

const ORIGINS = ['active', 'default'] as const;
const COMMENT_MAX = 2_000;

/**
 * One row as a case: a rating, or with `invited` in the mapping an invitation with or without one. The rule that a bad rating needs a
 * reason holds at the door of this site; what another system has taken is taken as it is.
 */
export function caseOfRow(
  row: RowReading,
  mapping: RatingsMapping,
  plan: DirectoryPlan,
  identity: FactIdentity,
  expiryOf: LateWindow,
): RowOutcome<NewCase> {
  const digest = identity.digestOf(row);
  const department = departmentOfRow(row, mapping, plan);
  const itemId = itemOfRow(row, mapping.item, department?.id, plan);
  const channel = channelOfRow(row, mapping.channel, plan);
  const caseNumber = row.label(mapping.caseNumber, 100);
  const invitedAt =
    mapping.invited === undefined ? null : row.need(mapping.invited, row.instant(mapping.invited));
  const rating = ratingOfRow(row, mapping, invitedAt);
  if (digest === null || department === null || channel === null) return row.outcome<NewCase>(null);
  return row.outcome<NewCase>({
    departmentId: department.id,
    itemId,
    channel,
    caseNumber,
    invitation:
      invitedAt === null
        ? null
        : { id: factId(invitedAt, digest, 'invitation'), invitedAt, expiresAt: expiryOf(invitedAt) },
    rating: rating === null ? null : { ...rating, id: factId(rating.ratedAt, digest, 'rating') },
  });
}

function ratingOfRow(
  row: RowReading,
  mapping: RatingsMapping,
  invitedAt: number | null,
): Omit<NonNullable<NewCase['rating']>, 'id'> | null {
  // With invitations in the file an empty level means that nobody answered.
  const level =
    mapping.invited === undefined
      ? row.need(mapping.level, row.level(mapping.level))
      : row.level(mapping.level);
  if (level === null) return null;
  const ratedAt = row.need(mapping.rated, row.instant(mapping.rated, invitedAt));
  const origin = row.need(mapping.origin, row.word(mapping.origin, ORIGINS, 'unknown_value'));
  const comment = row.text(mapping.comment, COMMENT_MAX);
  const tags = tagsOfRow(row, mapping);
  if (ratedAt === null || origin === null) return null;
  if (invitedAt !== null && ratedAt < invitedAt) return row.refuse(mapping.rated, 'rating_before_invitation');
  return { level, tags, comment, origin, ratedAt };
}

function tagsOfRow(row: RowReading, mapping: RatingsMapping): string[] {
  const known: readonly string[] = RATING_TAGS;
  const tags = [...new Set(row.words(mapping.tags))];
  if (mapping.tags !== undefined && tags.some((tag) => !known.includes(tag)))
    row.refuse(mapping.tags, 'unknown_value');
  return tags;
}
