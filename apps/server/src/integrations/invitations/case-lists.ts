import { uuid7 } from '@huiyin/domain';
import { createHash } from 'node:crypto';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import type { NewInvitation } from '../../ratings/invitations.service.ts';
import type { ListRow } from './csv-file.ts';

export const CASE_COLUMNS = ['department', 'item', 'channel', 'case', 'handled_at'] as const;

/** An invitation is stored by the month of its case; older ones are long past every window. */
const OLDEST_MS = 366 * 24 * 3_600_000;

export interface ListedCase {
  readonly caseNumber: string;
  readonly invitation: NewInvitation;
}

/**
 * The invitations of a list of cases, or a sentence for each row that cannot be one: then nothing of it is stored. The id
 * follows from department and case number, so the same list again makes the same links and invites nobody twice.
 */
export function casesOf(
  rows: readonly ListRow[],
  directory: DirectorySnapshot,
  now: number,
): { cases: ListedCase[]; faults: string[] } {
  const cases: ListedCase[] = [];
  const faults: string[] = [];
  for (const { line, fields } of rows) {
    const found = caseOf(fields, directory, now);
    if (typeof found === 'string') faults.push(`Line ${line}: ${found}`);
    else cases.push(found);
  }
  return { cases, faults };
}

function caseOf(fields: ListRow['fields'], directory: DirectorySnapshot, now: number): ListedCase | string {
  const { department: departmentCode = '', item: itemCode = '', channel: channelCode = '' } = fields;
  const { case: caseNumber = '', handled_at: handledAt = '' } = fields;
  const department = directory.departmentByCode.get(departmentCode);
  if (department === undefined || !department.active)
    return `there is no department with the code "${departmentCode}".`;
  const item = itemCode === '' ? null : directory.itemByCode.get(itemCode);
  if (item === undefined || (item !== null && item.departmentId !== department.id))
    return `the department has no service item with the code "${itemCode}".`;
  const channel = directory.channelByCode.get(channelCode === '' ? 'sms' : channelCode);
  if (channel === undefined) return `there is no channel with the code "${channelCode}".`;
  if (caseNumber === '' || caseNumber.length > 100)
    return 'case must be a case number of 1 to 100 characters.';
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(handledAt))
    return `handled_at must be an instant with its offset, such as 2026-11-27T10:42+08:00, not "${handledAt}".`;
  const invitedAt = Date.parse(handledAt);
  if (Number.isNaN(invitedAt)) return `"${handledAt}" is no instant that exists.`;
  if (invitedAt > now) return `"${handledAt}" has not come yet.`;
  if (invitedAt < now - OLDEST_MS) return `"${handledAt}" is more than a year ago.`;
  const random = createHash('sha256').update(`${departmentCode}\n${caseNumber}`).digest();
  return {
    caseNumber,
    invitation: {
      id: uuid7(invitedAt, random),
      departmentId: department.id,
      itemId: item?.id ?? null,
      channel: channel.code,
      caseNumber,
      invitedAt,
    },
  };
}
