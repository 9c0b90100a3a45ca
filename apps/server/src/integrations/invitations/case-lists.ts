import type { DirectorySnapshot } from '../../directory/directory.ts';
import { VisitorError } from '../../platform/errors/errors.ts';
import type { ListedCase } from './case-to-invite.ts';
import { caseToInvite } from './case-to-invite.ts';
import type { ListRow, ReadRows } from './list-file.ts';
import { orNothing, readRows } from './list-file.ts';

export const CASE_COLUMNS = ['department', 'item', 'channel', 'case', 'handled_at'] as const;

/** The invitations of a list of cases. */
export const casesOf = (
  rows: readonly ListRow[],
  directory: DirectorySnapshot,
  now: number,
): ReadRows<ListedCase> =>
  readRows(rows, ({ department, item, channel, case: caseNumber, handled_at: handledAt }) => {
    const named = { department, item: orNothing(item), channel: orNothing(channel) };
    const found = caseToInvite({ ...named, case: caseNumber, handledAt }, directory, now);
    return found instanceof VisitorError ? sentenceOf(found) : found;
  });

/** In the words of the list, whose columns are named as in a spreadsheet. */
const sentenceOf = (wrong: VisitorError): string =>
  wrong.places.length === 0
    ? wrong.sentence('en')
    : wrong.places.map(({ pointer, en }) => `${columnOf(pointer)}: ${en}.`).join(' ');

const columnOf = (pointer: string): string => pointer.slice(1).replace('handledAt', 'handled_at');
