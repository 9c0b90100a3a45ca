import type { LocalDate } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import type { Bilingual } from './directory.ts';
import { changeItemChannels, itemChannelFacts } from './item-channels.ts';
import type { UpsertCounts } from './upsert-by-code.ts';
import { nameColumns, refuseMissing, upsertChunks } from './upsert-by-code.ts';

export interface NewItem {
  readonly code: string;
  readonly departmentCode: string;
  readonly name: Bilingual;
  readonly promisedDays: number | null;
  /** The channels it is offered on, and those it must be offered on: the same ones where nothing is said. */
  readonly channels: readonly string[];
  readonly required?: readonly string[];
}

/**
 * Stores service items by code, each offered on exactly the channels given from the day `on` on. Throws VisitorError
 * unknown_department or unknown_channel.
 */
export const upsertItems = (
  manager: EntityManager,
  rows: readonly NewItem[],
  on: LocalDate,
): Promise<UpsertCounts> =>
  upsertChunks(rows, async (chunk) => {
    const before = await itemChannelFacts(
      manager,
      chunk.map(({ code }) => code),
    );
    const given = `from json_to_recordset($1) as given (
      code text, department_code text, promised_days smallint, name_zh text, name_en text)`;
    const parameters = [
      JSON.stringify(
        chunk.map((row) => ({
          ...nameColumns(row),
          department_code: row.departmentCode,
          promised_days: row.promisedDays,
        })),
      ),
    ];
    await refuseMissing(
      manager,
      'unknown_department',
      `select given.department_code as code ${given} left join department on department.code = given.department_code where department.code is null limit 1`,
      parameters,
    );
    const changed: { code: string; inserted: boolean }[] = await manager.query(
      `insert into service_item as kept (department_id, code, name_zh, name_en, promised_days)
       select department.id, given.code, given.name_zh, given.name_en, given.promised_days ${given}
       join department on department.code = given.department_code
       order by given.code
       on conflict (code) do update
       set department_id = excluded.department_id, name_zh = excluded.name_zh, name_en = excluded.name_en,
         promised_days = excluded.promised_days, active = true
       where (kept.department_id, kept.name_zh, kept.name_en, kept.promised_days, kept.active)
         is distinct from (excluded.department_id, excluded.name_zh, excluded.name_en, excluded.promised_days, true)
       returning code, xmax = 0 as inserted`,
      parameters,
    );
    const known = new Set(changed.map(({ code }) => code));
    const channels = chunk.map(({ code, channels: live, required = live }) => ({ code, live, required }));
    const rechannelled = (await changeItemChannels(manager, channels, before, on)).filter(
      (code) => !known.has(code),
    );
    return { changed: [...changed, ...rechannelled.map((code) => ({ code, inserted: false }))] };
  });
