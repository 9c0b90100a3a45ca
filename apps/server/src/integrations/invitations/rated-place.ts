import type { DirectorySnapshot } from '../../directory/directory.ts';
import type { ListRow } from './list-file.ts';

/** What a row of a list is about: a department, perhaps one of its items, and the channel it was reached by. */
export interface RatedPlace {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
}

/** The place that `department`, `item` and `channel` of a row name, or the sentence that says which of them is wrong. */
export function ratedPlaceOf(
  fields: ListRow['fields'],
  directory: DirectorySnapshot,
  usualChannel: string,
): RatedPlace | string {
  const { department: departmentCode = '', item: itemCode = '', channel: channelCode = '' } = fields;
  const department = directory.departmentByCode.get(departmentCode);
  if (department === undefined || !department.active)
    return `there is no department with the code "${departmentCode}".`;
  const item = itemCode === '' ? null : directory.itemByCode.get(itemCode);
  if (item === undefined || (item !== null && item.departmentId !== department.id))
    return `the department has no service item with the code "${itemCode}".`;
  const channel = directory.channelByCode.get(channelCode === '' ? usualChannel : channelCode);
  if (channel === undefined) return `there is no channel with the code "${channelCode}".`;
  return { departmentId: department.id, itemId: item?.id ?? null, channel: channel.code };
}
