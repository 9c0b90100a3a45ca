import type { Language } from '@huiyin/contract';
import type { LetterDeed, LetterEvent, LetterRules, LetterState, LetterType } from '@huiyin/domain';
import { letterState } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RuleVersions } from '../directory/rules.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import { DefectError } from '../platform/errors/errors.ts';
import type { DerivedColumns } from './letter-row.ts';
import { DERIVED_COLUMNS } from './letter-row.ts';

/** What a letter is found by. `departmentId` is where it came in, whoever has it now. */
export interface LetterKey {
  readonly departmentId: number;
  readonly id: string;
}

/** The facts of a letter that never change, sealed as they are stored. */
export interface LetterRow extends RuleVersions {
  readonly number: string;
  readonly itemId: number | null;
  readonly channel: string;
  readonly type: LetterType;
  readonly submittedAt: Date;
  readonly replyDueAt: Date;
  readonly contentDigest: Buffer;
  readonly subjectSealed: Buffer;
  readonly bodySealed: Buffer;
  readonly writerSealed: Buffer | null;
  /** Of the form that it came from. */
  readonly language: Language;
}

export interface ReplyRow {
  readonly seq: number;
  readonly kind: 'acknowledgement' | 'full';
  readonly bodySealed: Buffer;
  readonly departmentId: number;
  readonly at: Date;
}

/** An event and who did it. */
export type RecordedEvent = LetterEvent & { readonly actor: string };

/** A letter as the tallies see it. */
export interface LetterForTallies {
  readonly state: LetterState;
  readonly rules: LetterRules;
  readonly facets: { readonly channel: string; readonly itemId: number | null };
}

/** Letters read at a time when all pass by. */
const FETCH = 2_000;

const MILLISECONDS = `(extract(epoch from at) * 1000)::bigint`;

@Injectable()
export class LettersRepository {
  constructor(private readonly rules: RulesService) {}

  /** One letter, locked until the transaction ends when `lock` is set. */
  async letter(manager: EntityManager, key: LetterKey, { lock = false } = {}): Promise<LetterRow | null> {
    const [row]: LetterRow[] = await manager.query(
      `select number, service_item_id as "itemId", channel_code as channel, type, policy_version as "policyVersion",
         calendar_version as "calendarVersion", submitted_at as "submittedAt", reply_due_at as "replyDueAt", content_digest as "contentDigest",
         subject_sealed as "subjectSealed", body_sealed as "bodySealed", writer_sealed as "writerSealed", language
       from letter
       where department_id = $1 and id = $2
       ${lock ? 'for update' : ''}`,
      [key.departmentId, key.id],
    );
    return row ?? null;
  }

  async keyOfNumber(manager: EntityManager, number: string): Promise<LetterKey | null> {
    const [row]: LetterKey[] = await manager.query(
      `select department_id as "departmentId", letter_id as id
       from letter_number
       where number = $1`,
      [number],
    );
    return row ?? null;
  }

  async events(manager: EntityManager, key: LetterKey): Promise<RecordedEvent[]> {
    const rows: { seq: number; at: Date; actor: string; deed: LetterDeed }[] = await manager.query(
      `select seq, at, actor, deed
       from letter_event
       where department_id = $1 and letter_id = $2
       order by seq`,
      [key.departmentId, key.id],
    );
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  replies(manager: EntityManager, key: LetterKey): Promise<ReplyRow[]> {
    return manager.query(
      `select seq, kind, body_sealed as "bodySealed", replier_department_id as "departmentId", replied_at as at
       from reply
       where department_id = $1 and letter_id = $2
       order by seq`,
      [key.departmentId, key.id],
    );
  }

  /** False when the number belongs to a letter already. */
  async reserveNumber(manager: EntityManager, number: string, key: LetterKey): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `insert into letter_number (number, department_id, letter_id)
       values ($1, $2, $3)
       on conflict (number) do nothing
       returning number`,
      [number, key.departmentId, key.id],
    );
    return rows.length === 1;
  }

  async releaseNumber(manager: EntityManager, number: string): Promise<void> {
    await manager.query(`delete from letter_number where number = $1`, [number]);
  }

  /** False when a letter with that key stands already. Columns by name. */
  async insertLetter(manager: EntityManager, columns: Readonly<Record<string, unknown>>): Promise<boolean> {
    const names = Object.keys(columns);
    const rows: unknown[] = await manager.query(
      `insert into letter (${names.join(', ')})
       values (${names.map((_, index) => `$${index + 1}`).join(', ')})
       on conflict (department_id, id) do nothing
       returning id`,
      Object.values(columns),
    );
    return rows.length === 1;
  }

  /** What the writer said with a deed, by the event's number; sealed. */
  async notes(manager: EntityManager, key: LetterKey): Promise<ReadonlyMap<number, Buffer>> {
    const rows: { seq: number; note: Buffer }[] = await manager.query(
      `select seq, note_sealed as note
       from letter_event
       where department_id = $1 and letter_id = $2 and note_sealed is not null`,
      [key.departmentId, key.id],
    );
    return new Map(rows.map(({ seq, note }) => [seq, note]));
  }

  /** Null for a letter that has none, because it came from a file. */
  async queryCodeHash(manager: EntityManager, key: LetterKey): Promise<Buffer | null> {
    const [row]: { hash: Buffer | null }[] = await manager.query(
      `select query_code_hash as hash
       from letter
       where department_id = $1 and id = $2`,
      [key.departmentId, key.id],
    );
    return row?.hash ?? null;
  }

  async numberOfId(manager: EntityManager, id: string): Promise<string | null> {
    const [row]: { number: string }[] = await manager.query(
      `select number
       from letter_number
       where letter_id = $1
       limit 1`,
      [id],
    );
    return row?.number ?? null;
  }

  /** Whether a letter has this id anywhere. Until the transaction ends nobody else stores one with it. */
  async isKnown(manager: EntityManager, id: string): Promise<boolean> {
    await manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`letter ${id}`]);
    const rows: unknown[] = await manager.query(
      `select from letter_number
       where letter_id = $1
       limit 1`,
      [id],
    );
    return rows.length > 0;
  }

  async insertEvent(
    manager: EntityManager,
    key: LetterKey,
    event: RecordedEvent,
    noteSealed: Buffer | null = null,
  ): Promise<void> {
    await manager.query(
      `insert into letter_event (department_id, letter_id, seq, kind, at, actor, deed, note_sealed)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        key.departmentId,
        key.id,
        event.seq,
        event.deed.kind,
        new Date(event.at),
        event.actor,
        JSON.stringify(event.deed),
        noteSealed,
      ],
    );
  }

  async insertReply(manager: EntityManager, key: LetterKey, reply: ReplyRow): Promise<void> {
    await manager.query(
      `insert into reply (department_id, letter_id, seq, kind, body_sealed, replier_department_id, replied_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [key.departmentId, key.id, reply.seq, reply.kind, reply.bodySealed, reply.departmentId, reply.at],
    );
  }

  async rewriteDerived(manager: EntityManager, key: LetterKey, columns: DerivedColumns): Promise<void> {
    await manager.query(
      `update letter
       set ${DERIVED_COLUMNS.map((column, index) => `${column} = $${index + 3}`).join(', ')}
       where department_id = $1 and id = $2`,
      [key.departmentId, key.id, ...DERIVED_COLUMNS.map((column) => columns[column])],
    );
  }

  /**
   * Every letter, department after department, with the state that its events come to (not the derived columns): for
   * making the tallies anew. Reads with a cursor in the manager's transaction (there must be one), so memory stays flat
   * and all letters are of one moment when the transaction is `repeatable read`.
   */
  async *streamLetters(manager: EntityManager): AsyncGenerator<LetterForTallies> {
    const departments: { id: number }[] = await manager.query('select id from department order by id');
    await manager.query('set local cursor_tuple_fraction = 1');
    for (const { id } of departments) {
      await manager.query(
        `declare letter_cursor no scroll cursor for
         select letter.number, letter.policy_version as "policyVersion", letter.calendar_version as "calendarVersion",
           letter.channel_code, letter.service_item_id, history.events
         from letter
         cross join lateral (
           select json_agg(json_build_object('seq', seq, 'at', ${MILLISECONDS}, 'deed', deed) order by seq) as events
           from letter_event
           where letter_event.department_id = letter.department_id and letter_event.letter_id = letter.id
         ) history
         where letter.department_id = $1`,
        [id],
      );
      try {
        for (;;) {
          const rows: StreamedRow[] = await manager.query(`fetch ${FETCH} from letter_cursor`);
          for (const row of rows) yield await this.forTallies(row);
          if (rows.length < FETCH) break;
        }
      } finally {
        await manager.query('close letter_cursor');
      }
    }
  }

  private async forTallies(row: StreamedRow): Promise<LetterForTallies> {
    const state = letterState(row.events ?? []);
    if (state === null)
      throw new DefectError(`the history of letter ${row.number} is not one that the rules allow`);
    return {
      state,
      rules: await this.rules.letterRulesOf(row),
      facets: { channel: row.channel_code, itemId: row.service_item_id },
    };
  }
}

interface StreamedRow extends RuleVersions {
  readonly number: string;
  readonly channel_code: string;
  readonly service_item_id: number | null;
  readonly events: LetterEvent[] | null;
}
