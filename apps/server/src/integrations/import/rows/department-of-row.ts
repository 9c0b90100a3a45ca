import type { DepartmentChoice, Field } from '../mapping/mapping.ts';
import type { DirectoryPlan, KnownDepartment } from './directory-plan.ts';
import type { RowReading } from './row-reading.ts';

/** The department a row belongs to: by code, by name, by region and line, or made. Null, and noted, when there is none. */
export function departmentOfRow(
  row: RowReading,
  choice: DepartmentChoice,
  plan: DirectoryPlan,
): KnownDepartment | null {
  const { department: field, departmentBy } = choice;
  switch (departmentBy) {
    case 'code': {
      const code = row.need(field, row.code(field));
      if (code === null) return null;
      return plan.department(code) ?? made(row, choice, plan, code) ?? notFound(row, field);
    }
    case 'name': {
      const name = row.need(field, row.label(field));
      if (name === null) return null;
      return single(row, field, plan.departmentsNamed(name), () => made(row, choice, plan, name));
    }
    case 'region': {
      const region = row.need(field, row.code(field));
      if (region === null) return null;
      return single(row, field, plan.departmentsAt(region, choice.departmentLine ?? ''), () => null);
    }
  }
}

function single(
  row: RowReading,
  field: Field,
  found: readonly KnownDepartment[],
  make: () => KnownDepartment | null | undefined,
): KnownDepartment | null {
  if (found.length > 1) return row.refuse(field, 'ambiguous_department');
  return found[0] ?? make() ?? notFound(row, field);
}

/** Undefined when the mapping makes none; null when it should but its name or region is wrong, which is then noted. */
function made(
  row: RowReading,
  choice: DepartmentChoice,
  plan: DirectoryPlan,
  word: string,
): KnownDepartment | null | undefined {
  const create = choice.createDepartments;
  if (create === undefined) return undefined;
  const region = row.need(create.region, row.code(create.region));
  if (region !== null && !plan.hasRegion(region)) return row.refuse(create.region, 'unknown_region');
  const byName = choice.departmentBy === 'name';
  const name = byName
    ? word
    : create.name === undefined
      ? word
      : row.need(create.name, row.label(create.name));
  if (region === null || name === null) return null;
  return plan.plan({
    code: byName ? plan.codeForName(word, create.prefix ?? '') : word,
    regionCode: region,
    lineCode: create.line,
    level: create.level,
    parentCode: create.parent ?? null,
    name: { zh: name, en: name },
  });
}

/** Says so once: when something else about the field or its making was noted, that is the reason. */
const notFound = (row: RowReading, field: Field): null =>
  row.refuseUnlessRefused(field, 'unknown_department');
