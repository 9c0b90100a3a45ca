import { CodeSchema, personText } from '@huiyin/contract';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import { VisitorError } from '../../platform/errors/errors.ts';
import type { NewPoint } from '../../ratings/points.service.ts';
import type { ListRow, ReadRows } from './list-file.ts';
import { orNothing, readRows } from './list-file.ts';
import { ratedPlaceOf } from './rated-place.ts';

export const POINT_COLUMNS = ['department', 'code', 'item', 'channel', 'name_zh', 'name_en'] as const;

const NameSchema = personText(60);

/** The points of a list. */
export const pointsOf = (rows: readonly ListRow[], directory: DirectorySnapshot): ReadRows<NewPoint> =>
  readRows(rows, (fields) => pointOf(fields, directory));

function pointOf(fields: ListRow['fields'], directory: DirectorySnapshot): NewPoint | string {
  const { department = '', item, channel, code = '', name_zh: chinese, name_en: english } = fields;
  const named = { department, item: orNothing(item), channel: orNothing(channel) };
  const place = ratedPlaceOf(named, directory, 'window');
  if (place instanceof VisitorError) return place.sentence('en');
  if (!CodeSchema.safeParse(code).success)
    return `"${code}" is no code: letters, digits, dots, hyphens, at most 64.`;
  const zh = NameSchema.safeParse(chinese);
  const en = NameSchema.safeParse(english === '' ? chinese : english);
  if (!zh.success || !en.success) return 'name_zh must name the point in 1 to 60 characters.';
  return { ...place, code, name: { zh: zh.data, en: en.data } };
}
