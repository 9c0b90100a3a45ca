import type { RectificationEvent, RectificationRules, RectificationState } from '@huiyin/domain';
import { rectificationDues, rectificationState } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RuleVersions, VersionedLetterRules } from '../directory/rules.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import { DefectError } from '../platform/errors/errors.ts';

/** What a rectification is found by: the key of the rating that opened it. */
export interface RectificationKey {
  readonly departmentId: number;
  readonly id: string;
}

/** The facts of an order that never change. */
export interface RectificationRow extends RuleVersions, RectificationKey {
  readonly itemId: number | null;
  readonly channel: string;
}

/** An event, who did it, and what was done, sealed. */
export type RecordedRectificationEvent = RectificationEvent & {
  readonly actor: string;
  readonly noteSealed: Buffer | null;
};

/** An order as it is stored for the first time, with all that has happened to it. */
export interface NewRectificationRow extends RectificationRow {
  readonly state: RectificationState;
  readonly events: readonly RecordedRectificationEvent[];
}

/** An order as the tallies see it. */
export interface RectificationForTallies {
  readonly state: RectificationState;
  readonly rules: RectificationRules;
  readonly facets: {
    readonly departmentId: number;
    readonly itemId: number | null;
    readonly channel: string;
  };
}

/** Orders read at a time when all pass by. */
const FETCH = 5_000;
const CHUNK = 2_000;

const MILLISECONDS = `(extract(epoch from at) * 1000)::bigint`;

@Injectable()
export class RectificationsRepository {
  constructor(private readonly rules: RulesService) {}

  /** One order; locked until the transaction ends when `lock` is set. */
  async row(
    manager: EntityManager,
    key: RectificationKey,
    { lock = false } = {},
  ): Promise<RectificationRow | null> {
    const [row]: RectificationRow[] = await manager.query(
      `select department_id as "departmentId", id, service_item_id as "itemId", channel_code as channel,
         policy_version as "policyVersion", calendar_version as "calendarVersion"
       from rectification
       where department_id = $1 and id = $2
       ${lock ? 'for update' : ''}`,
      [key.departmentId, key.id],
    );
    return row ?? null;
  }

  async events(manager: EntityManager, key: RectificationKey): Promise<RectificationEvent[]> {
    const rows: { seq: number; at: Date; deed: RectificationEvent['deed'] }[] = await manager.query(
      `select seq, at, deed
       from rectification_event
       where department_id = $1 and rectification_id = $2
       order by seq`,
      [key.departmentId, key.id],
    );
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  /** Stores orders that are not stored yet, in chunks; the keys of those that were stored. */
  async insert(
    manager: EntityManager,
    rows: readonly (NewRectificationRow & { readonly rules: VersionedLetterRules })[],
  ): Promise<ReadonlySet<string>> {
    const stored = new Set<string>();
    for (let from = 0; from < rows.length; from += CHUNK) {
      const part = rows.slice(from, from + CHUNK);
      const inserted: { department_id: number; id: string }[] = await manager.query(
        `insert into rectification (department_id, id, service_item_id, channel_code, policy_version, calendar_version,
           ${DERIVED.join(', ')})
         select department_id, id, service_item_id, channel_code, policy_version, calendar_version, ${DERIVED.join(', ')}
         from json_to_recordset($1) as given (department_id int, id uuid, service_item_id int, channel_code text,
           policy_version int, calendar_version int, stage text, voided boolean, opened_at timestamptz,
           contact_due_at timestamptz, settle_due_at timestamptz, settled_at timestamptz, last_seq smallint)
         on conflict (department_id, id) do nothing
         returning department_id, id`,
        [
          JSON.stringify(
            part.map((row) => ({
              department_id: row.departmentId,
              id: row.id,
              service_item_id: row.itemId,
              channel_code: row.channel,
              policy_version: row.policyVersion,
              calendar_version: row.calendarVersion,
              ...derivedColumns(row.state, row.rules, row.events.at(-1)!.seq),
            })),
          ),
        ],
      );
      for (const { department_id, id } of inserted) stored.add(keyText({ departmentId: department_id, id }));
      const events = part
        .filter((row) => stored.has(keyText(row)))
        .flatMap((row) => row.events.map((event) => eventColumns(row, event)));
      await manager.query(INSERT_EVENTS, [JSON.stringify(events)]);
    }
    return stored;
  }

  /** One more event, and the columns that follow from the state after it. */
  async append(
    manager: EntityManager,
    key: RectificationKey,
    event: RecordedRectificationEvent,
    state: RectificationState,
    rules: RectificationRules,
  ): Promise<void> {
    await manager.query(INSERT_EVENTS, [JSON.stringify([eventColumns(key, event)])]);
    const columns = derivedColumns(state, rules, event.seq);
    await manager.query(
      `update rectification
       set ${DERIVED.map((column, index) => `${column} = $${index + 3}`).join(', ')}
       where department_id = $1 and id = $2`,
      [key.departmentId, key.id, ...DERIVED.map((column) => columns[column])],
    );
  }

  /**
   * Every order, department after department, with the state that its events come to: for making the tallies anew. Reads
   * with a cursor in the manager's transaction (there must be one), so memory stays flat.
   */
  async *stream(manager: EntityManager): AsyncGenerator<RectificationForTallies> {
    await manager.query(
      `declare rectification_cursor no scroll cursor for
       select r.department_id as "departmentId", r.id, r.service_item_id as "itemId", r.channel_code as channel,
         r.policy_version as "policyVersion", r.calendar_version as "calendarVersion", history.events
       from rectification r
       cross join lateral (
         select json_agg(json_build_object('seq', seq, 'at', ${MILLISECONDS}, 'deed', deed) order by seq) as events
         from rectification_event e
         where e.department_id = r.department_id and e.rectification_id = r.id
       ) history`,
    );
    try {
      for (;;) {
        const rows: (RectificationRow & { events: RectificationEvent[] | null })[] = await manager.query(
          `fetch ${FETCH} from rectification_cursor`,
        );
        for (const { departmentId, id, itemId, channel, events, ...versions } of rows) {
          const state = rectificationState(events ?? []);
          if (state === null)
            throw new DefectError(`the history of rectification ${id} is not one that the rules allow`);
          yield {
            state,
            rules: await this.rules.letterRulesOf(versions),
            facets: { departmentId, itemId, channel },
          };
        }
        if (rows.length < FETCH) return;
      }
    } finally {
      await manager.query('close rectification_cursor');
    }
  }
}

export const keyText = ({ departmentId, id }: RectificationKey): string =>
  `${departmentId}/${id.toLowerCase()}`;

/** The columns that follow from the events; rewritten with every one of them. */
const DERIVED = [
  'stage',
  'voided',
  'opened_at',
  'contact_due_at',
  'settle_due_at',
  'settled_at',
  'last_seq',
] as const;

function derivedColumns(
  state: RectificationState,
  rules: RectificationRules,
  lastSeq: number,
): Readonly<Record<(typeof DERIVED)[number], unknown>> {
  const { contactDueAt, settleDueAt } = rectificationDues(state, rules);
  return {
    stage: state.stage,
    voided: state.voided,
    opened_at: new Date(state.openedAt),
    contact_due_at: contactDueAt === null ? null : new Date(contactDueAt),
    settle_due_at: new Date(settleDueAt),
    settled_at: state.settledAt === null ? null : new Date(state.settledAt),
    last_seq: lastSeq,
  };
}

const INSERT_EVENTS = `
  insert into rectification_event (department_id, rectification_id, seq, kind, at, actor, deed, note_sealed)
  select department_id, rectification_id, seq, kind, at, actor, deed, decode(note, 'hex')
  from json_to_recordset($1) as given (department_id int, rectification_id uuid, seq smallint, kind text, at timestamptz,
    actor text, deed jsonb, note text)`;

const eventColumns = (
  { departmentId, id }: RectificationKey,
  { seq, at, actor, deed, noteSealed }: RecordedRectificationEvent,
) => ({
  department_id: departmentId,
  rectification_id: id,
  seq,
  kind: deed.kind,
  at: new Date(at),
  actor,
  deed,
  note: noteSealed?.toString('hex') ?? null,
});
