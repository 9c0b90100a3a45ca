import { CodeSchema, personText } from '@huiyin/contract';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import type { NewPoint } from '../../ratings/points.service.ts';
import type { ListRow } from './csv-file.ts';

export const POINT_COLUMNS = ['department', 'code', 'item', 'channel', 'name_zh', 'name_en'] as const;

const NameSchema = personText(60);

/** The points of a list, or a sentence for each row that cannot be one: then nothing of it is stored. */
export function pointsOf(
  rows: readonly ListRow[],
  directory: DirectorySnapshot,
): { points: NewPoint[]; faults: string[] } {
  const points: NewPoint[] = [];
  const faults: string[] = [];
  for (const { line, fields } of rows) {
    const found = pointOf(fields, directory);
    if (typeof found === 'string') faults.push(`Line ${line}: ${found}`);
    else points.push(found);
  }
  return { points, faults };
}

function pointOf(fields: ListRow['fields'], directory: DirectorySnapshot): NewPoint | string {
  const {
    department: departmentCode = '',
    code = '',
    item: itemCode = '',
    channel: channelCode = '',
  } = fields;
  const department = directory.departmentByCode.get(departmentCode);
  if (department === undefined || !department.active)
    return `there is no department with the code "${departmentCode}".`;
  const item = itemCode === '' ? null : directory.itemByCode.get(itemCode);
  if (item === undefined || (item !== null && item.departmentId !== department.id))
    return `the department has no service item with the code "${itemCode}".`;
  const channel = directory.channelByCode.get(channelCode === '' ? 'window' : channelCode);
  if (channel === undefined) return `there is no channel with the code "${channelCode}".`;
  if (!CodeSchema.safeParse(code).success)
    return `"${code}" is no code: letters, digits, dots, hyphens, at most 64.`;
  const zh = NameSchema.safeParse(fields['name_zh']);
  const en = NameSchema.safeParse(fields['name_en'] === '' ? fields['name_zh'] : fields['name_en']);
  if (!zh.success || !en.success) return 'name_zh must name the point in 1 to 60 characters.';
  return {
    departmentId: department.id,
    code,
    itemId: item?.id ?? null,
    channel: channel.code,
    name: { zh: zh.data, en: en.data },
  };
}
