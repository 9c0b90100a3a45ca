import type { LocalDate } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import type { Bilingual } from './directory.ts';
import type { UpsertCounts } from './upsert-by-code.ts';
import { chunks, nameColumns, refuseMissing, uniqueByCode, updated, upsertChunks } from './upsert-by-code.ts';

export { upsertItems } from './item.upserts.ts';
export type { NewItem } from './item.upserts.ts';
export type { UpsertCounts } from './upsert-by-code.ts';

export interface NewRegion {
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: number;
  readonly name: Bilingual;
}

export interface NewLine {
  readonly code: string;
  readonly name: Bilingual;
}

export interface NewDepartment {
  readonly code: string;
  readonly regionCode: string;
  readonly lineCode: string;
  readonly level: number;
  readonly parentCode: string | null;
  readonly name: Bilingual;
}

/** Stores regions by code, parents in any order, and keeps `region_ancestor` right. Throws VisitorError region_not_found. */
export async function upsertRegions(
  manager: EntityManager,
  rows: readonly NewRegion[],
): Promise<UpsertCounts> {
  const counts = await upsertChunks(rows, async (chunk) => ({
    changed: await manager.query(
      `insert into region as kept (code, parent_code, level, name_zh, name_en)
       select code, parent_code, level, name_zh, name_en
       from json_to_recordset($1) as row (code text, parent_code text, level smallint, name_zh text, name_en text)
       order by code
       on conflict (code) do update
       set parent_code = excluded.parent_code, level = excluded.level, name_zh = excluded.name_zh, name_en = excluded.name_en
       where (kept.parent_code, kept.level, kept.name_zh, kept.name_en)
         is distinct from (excluded.parent_code, excluded.level, excluded.name_zh, excluded.name_en)
       returning code, xmax = 0 as inserted`,
      [
        JSON.stringify(
          chunk.map((row) => ({ ...nameColumns(row), parent_code: row.parentCode, level: row.level })),
        ),
      ],
    ),
  }));
  if (counts.inserted + counts.updated === 0) return counts;
  await refuseMissing(
    manager,
    'region_not_found',
    `select child.parent_code as code
     from region child
     left join region parent on parent.code = child.parent_code
     where child.parent_code is not null and parent.code is null
     limit 1`,
  );
  await renewAncestors(manager);
  return counts;
}

/** Every region with itself and all above it. `union` without `all` ends even where parents run in a circle. */
async function renewAncestors(manager: EntityManager): Promise<void> {
  await manager.query(
    `with recursive lineage as (
       select code as region_code, code as ancestor_code
       from region
       union
       select lineage.region_code, region.parent_code
       from lineage
       join region on region.code = lineage.ancestor_code
       where region.parent_code is not null
     ), gone as (
       delete from region_ancestor kept
       where not exists (
         select from lineage
         where lineage.region_code = kept.region_code and lineage.ancestor_code = kept.ancestor_code
       )
     )
     insert into region_ancestor (region_code, ancestor_code)
     select region_code, ancestor_code
     from lineage
     on conflict do nothing`,
  );
}

/** Stores function lines by code. */
export const upsertLines = (manager: EntityManager, rows: readonly NewLine[]): Promise<UpsertCounts> =>
  upsertChunks(rows, async (chunk) => ({
    changed: await manager.query(
      `insert into function_line as kept (code, name_zh, name_en)
       select code, name_zh, name_en
       from json_to_recordset($1) as row (code text, name_zh text, name_en text)
       order by code
       on conflict (code) do update
       set name_zh = excluded.name_zh, name_en = excluded.name_en
       where (kept.name_zh, kept.name_en) is distinct from (excluded.name_zh, excluded.name_en)
       returning code, xmax = 0 as inserted`,
      [JSON.stringify(chunk.map(nameColumns))],
    ),
  }));

/**
 * Stores departments by code; a parent may stand later in the same rows. One that was closed is opened again. One that
 * moved to another region or line counts there from the first of `fromMonth` on, the running month unless stated: what it
 * did before stays where it stood. Throws VisitorError region_not_found, unknown_line or unknown_department (the parent).
 */
export async function upsertDepartments(
  manager: EntityManager,
  rows: readonly NewDepartment[],
  { fromMonth = null }: { readonly fromMonth?: LocalDate | null } = {},
): Promise<UpsertCounts> {
  const given = `
    from json_to_recordset($1) as given (
      code text, region_code text, line_code text, level smallint, parent_code text, name_zh text, name_en text)`;
  // All rows stand before parents are looked up, so a first pass over everything stores them without parents.
  const inserted = new Set<string>();
  for (const chunk of chunks(uniqueByCode(rows))) {
    const parameters = [JSON.stringify(chunk.map(departmentColumns))];
    await refuseMissing(
      manager,
      'region_not_found',
      `select given.region_code as code ${given} left join region on region.code = given.region_code where region.code is null limit 1`,
      parameters,
    );
    await refuseMissing(
      manager,
      'unknown_line',
      `select given.line_code as code ${given} left join function_line on function_line.code = given.line_code where function_line.code is null limit 1`,
      parameters,
    );
    const stored: { code: string }[] = await manager.query(
      `insert into department (code, region_code, line_code, level, name_zh, name_en)
       select code, region_code, line_code, level, name_zh, name_en ${given}
       order by code
       on conflict (code) do nothing
       returning code`,
      parameters,
    );
    for (const { code } of stored) inserted.add(code);
  }
  const counts = await upsertChunks(rows, async (chunk) => {
    const parameters = [JSON.stringify(chunk.map(departmentColumns))];
    await refuseMissing(
      manager,
      'unknown_department',
      `select given.parent_code as code ${given}
       left join department on department.code = given.parent_code
       where given.parent_code is not null and department.code is null
       limit 1`,
      parameters,
    );
    const changed = await updated(
      manager,
      `with wanted as (
         select given.*, parent.id as parent_id ${given}
         left join department parent on parent.code = given.parent_code
       )
       update department kept
       set region_code = wanted.region_code, line_code = wanted.line_code, level = wanted.level,
         parent_id = wanted.parent_id, name_zh = wanted.name_zh, name_en = wanted.name_en, active = true
       from wanted
       where kept.code = wanted.code
         and (kept.region_code, kept.line_code, kept.level, kept.parent_id, kept.name_zh, kept.name_en, kept.active)
           is distinct from (wanted.region_code, wanted.line_code, wanted.level, wanted.parent_id, wanted.name_zh, wanted.name_en, true)
       returning kept.code`,
      parameters,
    );
    return {
      changed: changed
        .filter(({ code }) => !inserted.has(code))
        .map(({ code }) => ({ code, inserted: false })),
    };
  });
  await renewPlaces(manager, fromMonth);
  return { ...counts, inserted: inserted.size, unchanged: counts.unchanged - inserted.size };
}

/** Where every department stands, and from which month: a new one since ever, a moved one from the given month on. */
async function renewPlaces(manager: EntityManager, fromMonth: LocalDate | null): Promise<void> {
  await manager.query(
    `insert into department_place (department_id, from_month, region_code, line_code)
     select d.id, case when newest.department_id is null then '0001-01-01' else date_trunc('month', coalesce($1::date, current_date))::date end,
       d.region_code, d.line_code
     from department d
     left join lateral (
       select department_id, region_code, line_code
       from department_place p
       where p.department_id = d.id
       order by from_month desc
       limit 1
     ) newest on true
     where newest.department_id is null or (newest.region_code, newest.line_code) <> (d.region_code, d.line_code)
     order by d.id
     on conflict (department_id, from_month) do update
     set region_code = excluded.region_code, line_code = excluded.line_code`,
    [fromMonth],
  );
}

const departmentColumns = (row: NewDepartment) => ({
  ...nameColumns(row),
  region_code: row.regionCode,
  line_code: row.lineCode,
  level: row.level,
  parent_code: row.parentCode,
});
