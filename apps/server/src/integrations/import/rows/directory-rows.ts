import type { NewDepartment, NewItem, NewRegion } from '../../../directory/directory.upserts.ts';
import type { DepartmentsMapping, ItemsMapping, RegionsMapping } from '../mapping/mapping.ts';
import { departmentOfRow } from './department-of-row.ts';
import type { DirectoryPlan } from './directory-plan.ts';
import type { RowOutcome } from './refusals.ts';
import type { RowReading } from './row-reading.ts';

/** What the rows of the same file before this one have brought: their codes with their levels. */
export type CodesSeen = Map<string, number>;

export function regionOfRow(
  row: RowReading,
  mapping: RegionsMapping,
  plan: DirectoryPlan,
  seen: CodesSeen,
): RowOutcome<NewRegion> {
  const code = row.need(mapping.code, row.code(mapping.code));
  const name = namesOfRow(row, mapping);
  const level = row.need(mapping.level, row.integer(mapping.level, 1, 4));
  const parentCode = row.code(mapping.parent);
  if (mapping.parent !== undefined && level !== null && level > 1) row.need(mapping.parent, parentCode);
  if (parentCode !== null && mapping.parent !== undefined && level !== null) {
    const parentLevel = seen.get(parentCode) ?? plan.regionLevel(parentCode);
    if (parentLevel === undefined) row.refuse(mapping.parent, 'unknown_parent');
    else if (parentLevel >= level) row.refuse(mapping.parent, 'parent_not_above');
  }
  if (level !== null && (level === 1) !== (parentCode === null))
    row.refuseOnce(mapping.parent ?? mapping.level, 'parent_not_above');
  if (code === null || name === null || level === null) return row.outcome<NewRegion>(null);
  return oncePerCode(row, mapping.code.column ?? null, { code, parentCode, level, name }, level, seen);
}

export function departmentRow(
  row: RowReading,
  mapping: DepartmentsMapping,
  plan: DirectoryPlan,
  seen: CodesSeen,
): RowOutcome<NewDepartment> {
  const code = row.need(mapping.code, row.code(mapping.code));
  const name = namesOfRow(row, mapping);
  const level = row.need(mapping.level, row.integer(mapping.level, 1, 4));
  const regionCode = row.need(mapping.region, row.code(mapping.region));
  const lineCode = row.need(mapping.line, row.code(mapping.line));
  const parentCode = row.code(mapping.parent);
  if (regionCode !== null && !plan.hasRegion(regionCode)) row.refuse(mapping.region, 'unknown_region');
  if (lineCode !== null && !plan.hasLine(lineCode)) row.refuse(mapping.line, 'unknown_line');
  if (
    parentCode !== null &&
    mapping.parent !== undefined &&
    !seen.has(parentCode) &&
    plan.department(parentCode) === undefined
  ) {
    row.refuse(mapping.parent, 'unknown_parent');
  }
  if (code === null || name === null || level === null || regionCode === null || lineCode === null)
    return row.outcome<NewDepartment>(null);
  return oncePerCode(
    row,
    mapping.code.column ?? null,
    { code, regionCode, lineCode, level, parentCode, name },
    level,
    seen,
  );
}

export function itemOfFile(
  row: RowReading,
  mapping: ItemsMapping,
  plan: DirectoryPlan,
  seen: CodesSeen,
): RowOutcome<NewItem> {
  const code = row.need(mapping.code, row.code(mapping.code));
  const name = namesOfRow(row, mapping);
  const department = departmentOfRow(row, mapping, plan);
  const promisedDays = row.integer(mapping.promisedDays, 1, 1_000);
  const channels = row.words(mapping.channels);
  if (mapping.channels !== undefined && channels.some((channel) => !plan.hasChannel(channel)))
    row.refuse(mapping.channels, 'unknown_channel');
  if (code === null || name === null || department === null) return row.outcome<NewItem>(null);
  return oncePerCode(
    row,
    mapping.code.column ?? null,
    { code, departmentCode: department.code, name, promisedDays, channels },
    0,
    seen,
  );
}

function namesOfRow(
  row: RowReading,
  mapping: Pick<RegionsMapping, 'name' | 'nameEn'>,
): { zh: string; en: string } | null {
  const zh = row.need(mapping.name, row.label(mapping.name));
  const en = row.label(mapping.nameEn);
  return zh === null ? null : { zh, en: en ?? zh };
}

/** The row's outcome; a code that an earlier row has brought is a duplicate. */
function oncePerCode<T extends { readonly code: string }>(
  row: RowReading,
  column: string | null,
  fact: T,
  level: number,
  seen: CodesSeen,
): RowOutcome<T> {
  if (seen.has(fact.code)) row.noteDuplicate(column, fact.code);
  const outcome = row.outcome(fact);
  if (outcome.kind === 'fact') seen.set(fact.code, level);
  return outcome;
}
