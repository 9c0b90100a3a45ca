import type { Named } from '@huiyin/contract';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { DefectError } from '../platform/errors/errors.ts';

/** What is rated, as the directory names it. Throws DefectError for what the directory in memory does not hold (yet). */
export function rated(
  directory: DirectorySnapshot,
  about: { readonly departmentId: number; readonly itemId: number | null; readonly channel: string },
): { department: Named; item: Named | null; channel: Named } {
  const department = directory.departmentById.get(about.departmentId);
  const item = about.itemId === null ? null : directory.itemById.get(about.itemId);
  const channel = directory.channelByCode.get(about.channel);
  if (department === undefined || item === undefined || channel === undefined)
    throw new DefectError('a rating is about something that the directory in memory does not hold');
  return { department: named(department), item: item && named(item), channel: named(channel) };
}

const named = ({ code, name }: Named): Named => ({ code, name });
