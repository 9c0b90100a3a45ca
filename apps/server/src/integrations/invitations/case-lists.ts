import { uuid7 } from '@huiyin/domain';
import { createHash } from 'node:crypto';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import type { NewInvitation } from '../../ratings/invitations.service.ts';
import type { ListRow, ReadRows } from './list-file.ts';
import { readRows } from './list-file.ts';
import { ratedPlaceOf } from './rated-place.ts';

export const CASE_COLUMNS = ['department', 'item', 'channel', 'case', 'handled_at'] as const;

/** An invitation is stored by the month of its case; older ones are long past every window. */
const OLDEST_MS = 366 * 24 * 3_600_000;

export interface ListedCase {
  readonly caseNumber: string;
  readonly invitation: NewInvitation;
}

/**
 * The invitations of a list of cases. The id follows from department and case number, so the same list again makes the same
 * links and invites nobody twice.
 */
export const casesOf = (
  rows: readonly ListRow[],
  directory: DirectorySnapshot,
  now: number,
): ReadRows<ListedCase> => readRows(rows, (fields) => caseOf(fields, directory, now));

function caseOf(fields: ListRow['fields'], directory: DirectorySnapshot, now: number): ListedCase | string {
  const { department = '', case: caseNumber = '', handled_at: handledAt = '' } = fields;
  const place = ratedPlaceOf(fields, directory, 'sms');
  if (typeof place === 'string') return place;
  if (caseNumber === '' || caseNumber.length > 100)
    return 'case must be a case number of 1 to 100 characters.';
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(handledAt))
    return `handled_at must be an instant with its offset, such as 2026-11-27T10:42+08:00, not "${handledAt}".`;
  const invitedAt = Date.parse(handledAt);
  if (Number.isNaN(invitedAt)) return `"${handledAt}" is no instant that exists.`;
  if (invitedAt > now) return `"${handledAt}" has not come yet.`;
  if (invitedAt < now - OLDEST_MS) return `"${handledAt}" is more than a year ago.`;
  const random = createHash('sha256').update(`${department}\n${caseNumber}`).digest();
  return {
    caseNumber,
    invitation: { ...place, id: uuid7(invitedAt, random), caseNumber, invitedAt },
  };
}
