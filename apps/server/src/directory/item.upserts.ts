import type { EntityManager } from 'typeorm';
import type { Bilingual } from './directory.ts';
import type { UpsertCounts } from './upsert-by-code.ts';
import { nameColumns, refuseMissing, upsertChunks } from './upsert-by-code.ts';

export interface NewItem {
  readonly code: string;
  readonly departmentCode: string;
  readonly name: Bilingual;
  readonly promisedDays: number | null;
  readonly channels: readonly string[];
}

/**
 * Stores service items by code, each offered on exactly the channels given. Throws VisitorError unknown_department or
 * unknown_channel.
 */
export const upsertItems = (manager: EntityManager, rows: readonly NewItem[]): Promise<UpsertCounts> =>
  upsertChunks(rows, async (chunk) => {
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
    const rechannelled = (await replaceChannels(manager, chunk)).filter((code) => !known.has(code));
    return { changed: [...changed, ...rechannelled.map((code) => ({ code, inserted: false }))] };
  });

/** Makes the channels of the items exactly those given; the codes of the items where that changed something. */
async function replaceChannels(manager: EntityManager, rows: readonly NewItem[]): Promise<string[]> {
  const pairs = rows.flatMap((row) => row.channels.map((channel_code) => ({ code: row.code, channel_code })));
  const given = `from json_to_recordset($1) as given (code text, channel_code text)`;
  const pairsJson = JSON.stringify(pairs);
  await refuseMissing(
    manager,
    'unknown_channel',
    `select given.channel_code as code ${given} left join channel on channel.code = given.channel_code where channel.code is null limit 1`,
    [pairsJson],
  );
  const changed: { code: string }[] = await manager.query(
    `with wanted as (
       select distinct item.id, item.code, given.channel_code ${given}
       join service_item item on item.code = given.code
     ), gone as (
       delete from service_item_channel kept
       using service_item item
       where item.id = kept.service_item_id
         and item.code = any($2)
         and not exists (select from wanted where wanted.id = item.id and wanted.channel_code = kept.channel_code)
       returning item.code
     ), added as (
       insert into service_item_channel (service_item_id, channel_code)
       select id, channel_code
       from wanted
       on conflict do nothing
       returning service_item_id
     )
     select code from gone
     union
     select item.code
     from added
     join service_item item on item.id = added.service_item_id`,
    [pairsJson, rows.map((row) => row.code)],
  );
  return changed.map(({ code }) => code);
}
