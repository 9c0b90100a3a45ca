import type { ItemChannelFact, LocalDate, Span } from '@huiyin/domain';
import { CellSums, contributionsOfItemChannel, spansFrom } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import { ensurePartitions } from '../platform/database/partitions.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { refuseMissing } from './upsert-by-code.ts';

/** On which channels an item must be offered, and on which it is. */
export interface ItemChannels {
  readonly code: string;
  readonly required: readonly string[];
  readonly live: readonly string[];
}

/** Facts as of one moment, by item and channel. */
export type ItemChannelFacts = ReadonlyMap<string, ItemChannelFact>;

type Kind = 'required' | 'live';

/** Every pair of the items with these codes that was ever required or live, with the department that the item has now. */
export async function itemChannelFacts(
  manager: EntityManager,
  codes: readonly string[],
): Promise<ItemChannelFacts> {
  const rows: FactRow[] = await manager.query(
    `select i.department_id as "departmentId", i.id as "itemId", s.channel_code as channel, s.kind, s.from_day as from,
       s.until_day as until
     from service_item i
     join item_channel_span s on s.service_item_id = i.id
     where i.code = any($1)
     order by i.id, s.channel_code, s.from_day`,
    [codes],
  );
  return factsOf(rows);
}

/** Every pair there is, for making the tallies anew. There are some tens of thousands in a province. */
export async function allItemChannelFacts(manager: EntityManager): Promise<ItemChannelFacts> {
  const rows: FactRow[] = await manager.query(
    `select i.department_id as "departmentId", i.id as "itemId", s.channel_code as channel, s.kind, s.from_day as from,
       s.until_day as until
     from service_item i
     join item_channel_span s on s.service_item_id = i.id
     order by i.id, s.channel_code, s.from_day`,
  );
  return factsOf(rows);
}

/**
 * Makes the items required and live on exactly the channels given, from a day on. What was so before that day stays so;
 * the facts `before` are those of before the items themselves were changed. The codes of the items where that changed
 * something. Throws VisitorError unknown_channel.
 */
export async function changeItemChannels(
  manager: EntityManager,
  items: readonly ItemChannels[],
  before: ItemChannelFacts,
  on: LocalDate,
): Promise<string[]> {
  const given = `from unnest($1::text[]) as given (code)`;
  await refuseMissing(
    manager,
    'unknown_channel',
    `select given.code ${given} left join channel on channel.code = given.code where channel.code is null limit 1`,
    [[...new Set(items.flatMap(({ required, live }) => [...required, ...live]))]],
  );
  const ids: { code: string; id: number; departmentId: number }[] = await manager.query(
    'select code, id, department_id as "departmentId" from service_item where code = any($1)',
    [items.map(({ code }) => code)],
  );
  const idOf = new Map(ids.map((row) => [row.code, row]));
  const changed: string[] = [];
  const after = new Map<string, ItemChannelFact>();
  for (const { code, ...wanted } of items) {
    const { id: itemId, departmentId } = idOf.get(code)!;
    const known = [...before.values()].filter((fact) => fact.itemId === itemId);
    const channels = new Set([...known.map(({ channel }) => channel), ...wanted.required, ...wanted.live]);
    let isChanged = false;
    for (const channel of channels) {
      const old = before.get(keyOf(itemId, channel));
      const spans = (kind: Kind) => spansFrom(old?.[kind] ?? [], wanted[kind].includes(channel), on);
      const fact = { departmentId, itemId, channel, required: spans('required'), live: spans('live') };
      after.set(keyOf(itemId, channel), fact);
      if (fact.required !== old?.required || fact.live !== old.live) isChanged = true;
    }
    if (isChanged) changed.push(code);
  }
  await replaceSpans(manager, [...after.values()]);
  await count(manager, [...before.values()], [...after.values()]);
  return changed;
}

/** Sets the whole history of pairs, as a file or the demonstration tells it. Without `deltas` a rebuild must follow. */
export async function storeItemChannels(
  manager: EntityManager,
  facts: readonly ItemChannelFact[],
  { deltas = true } = {},
): Promise<void> {
  const items = [...new Set(facts.map(({ itemId }) => itemId))];
  const codes: { code: string }[] = await manager.query('select code from service_item where id = any($1)', [
    items,
  ]);
  const before = await itemChannelFacts(
    manager,
    codes.map(({ code }) => code),
  );
  const given = new Set(facts.map(({ itemId, channel }) => keyOf(itemId, channel)));
  await replaceSpans(manager, facts);
  if (deltas)
    await count(
      manager,
      [...before].flatMap(([key, fact]) => (given.has(key) ? [fact] : [])),
      facts,
    );
}

async function count(
  manager: EntityManager,
  before: readonly ItemChannelFact[],
  after: readonly ItemChannelFact[],
): Promise<void> {
  const sums = new CellSums();
  for (const fact of after) sums.add(contributionsOfItemChannel(fact));
  for (const fact of before) sums.subtract(contributionsOfItemChannel(fact));
  const deltas = sums.result();
  for (const month of new Set(deltas.days.map(({ key }) => `${key.day.slice(0, 7)}-01`)))
    await ensurePartitions(manager, month, month);
  await writeDeltas(manager, deltas);
}

async function replaceSpans(manager: EntityManager, facts: readonly ItemChannelFact[]): Promise<void> {
  const rows = facts.flatMap(({ itemId, channel, required, live }) =>
    (
      [
        ['required', required],
        ['live', live],
      ] as const
    ).flatMap(([kind, spans]) =>
      spans.map(({ from, until }) => ({ item: itemId, channel, kind, from_day: from, until_day: until })),
    ),
  );
  await manager.query(
    `delete from item_channel_span kept
     using unnest($1::int[], $2::text[]) as pair (item, channel)
     where kept.service_item_id = pair.item and kept.channel_code = pair.channel`,
    [facts.map(({ itemId }) => itemId), facts.map(({ channel }) => channel)],
  );
  await manager.query(
    `insert into item_channel_span (service_item_id, channel_code, kind, from_day, until_day)
     select item, channel, kind, from_day, until_day
     from json_to_recordset($1) as given (item int, channel text, kind text, from_day date, until_day date)`,
    [JSON.stringify(rows)],
  );
}

interface FactRow {
  readonly departmentId: number;
  readonly itemId: number;
  readonly channel: string;
  readonly kind: Kind;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

const keyOf = (itemId: number, channel: string): string => `${itemId} ${channel}`;

function factsOf(rows: readonly FactRow[]): ItemChannelFacts {
  const facts = new Map<string, ItemChannelFact & Record<Kind, Span[]>>();
  for (const { departmentId, itemId, channel, kind, from, until } of rows) {
    const key = keyOf(itemId, channel);
    const fact = facts.get(key) ?? { departmentId, itemId, channel, required: [], live: [] };
    fact[kind].push({ from, until });
    facts.set(key, fact);
  }
  return facts;
}
