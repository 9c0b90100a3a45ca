import type { DirectorySnapshot } from '../../directory/directory.ts';
import { VisitorError } from '../../platform/errors/errors.ts';

/** What somebody is to rate, in codes: a department, perhaps one of its items, and the channel it was reached by. */
export interface NamedPlace {
  readonly department: string;
  readonly item?: string | null | undefined;
  readonly channel?: string | null | undefined;
}

/** The same, as the directory knows it. */
export interface RatedPlace {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
}

/** What the codes name; a VisitorError says which of them names nothing. */
export function ratedPlaceOf(
  named: NamedPlace,
  directory: DirectorySnapshot,
  usualChannel: string,
): RatedPlace | VisitorError {
  const department = directory.departmentByCode.get(named.department);
  if (department === undefined || !department.active)
    return new VisitorError('unknown_department', { code: named.department });
  const itemCode = named.item ?? null;
  const item = itemCode === null ? null : directory.itemByCode.get(itemCode);
  if (item === undefined) return new VisitorError('unknown_item', { code: itemCode ?? '' });
  if (item !== null && item.departmentId !== department.id)
    return new VisitorError('item_elsewhere', { code: item.code });
  const channelCode = named.channel ?? usualChannel;
  const channel = directory.channelByCode.get(channelCode);
  if (channel === undefined) return new VisitorError('unknown_channel', { code: channelCode });
  return { departmentId: department.id, itemId: item?.id ?? null, channel: channel.code };
}
