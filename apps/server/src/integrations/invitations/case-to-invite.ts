import { CaseToInviteSchema } from '@huiyin/contract';
import { uuid7 } from '@huiyin/domain';
import { createHash } from 'node:crypto';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import { VisitorError } from '../../platform/errors/errors.ts';
import { wrongPlaces } from '../../platform/http/wrong-places.ts';
import type { NewInvitation } from '../../ratings/invitations.service.ts';
import { ratedPlaceOf } from './rated-place.ts';

/** An invitation is stored by the month of its case; older ones are long past every window. */
const OLDEST_MS = 366 * 24 * 3_600_000;

export interface ListedCase {
  readonly caseNumber: string;
  readonly invitation: NewInvitation;
}

/**
 * The invitation to rate a case, however it was named: by a line of a list or by a business system. The id follows from
 * department, case number and time, so the same case again makes the same link and invites nobody twice. A VisitorError says
 * what is wrong with what is no such case: invalid_body with the places, unknown_department, unknown_item, item_elsewhere,
 * unknown_channel, case_not_yet or case_too_old.
 */
export function caseToInvite(
  given: unknown,
  directory: DirectorySnapshot,
  now: number,
): ListedCase | VisitorError {
  const parsed = CaseToInviteSchema.safeParse(given, { reportInput: true });
  if (!parsed.success) return new VisitorError('invalid_body', {}, wrongPlaces(parsed.error.issues));
  const { department, case: caseNumber, handledAt } = parsed.data;
  const place = ratedPlaceOf(parsed.data, directory, 'sms');
  if (place instanceof VisitorError) return place;
  const invitedAt = Date.parse(handledAt);
  if (invitedAt > now) return new VisitorError('case_not_yet', { at: handledAt });
  if (invitedAt < now - OLDEST_MS) return new VisitorError('case_too_old', { at: handledAt });
  const random = createHash('sha256').update(`${department}\n${caseNumber}`).digest();
  return {
    caseNumber,
    invitation: { ...place, id: uuid7(invitedAt, random), caseNumber, invitedAt },
  };
}
