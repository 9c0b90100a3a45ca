import type { EntityManager } from 'typeorm';
import { copyLines } from '../platform/database/copy-rows.ts';
import type { LetterBatch } from './letter-batch.ts';
import { EVENT_COLUMNS, LETTER_COLUMNS, REPLY_COLUMNS, letterKeyText } from './letter-batch.ts';

interface Key {
  readonly department_id: number;
  readonly id: string;
}

/** What became of the letters of a batch, by key. */
export interface StoredLetters {
  readonly stored: ReadonlySet<string>;
  /** Whose number belongs to another letter. */
  readonly numberTaken: ReadonlySet<string>;
}

/** The staging tables of the transaction, gone with it. */
export async function makeLetterStages(manager: EntityManager): Promise<void> {
  await manager.query(
    `create temp table if not exists stage_letter (
       department_id integer, id uuid, number text, service_item_id integer, channel_code text, type text,
       subject_sealed bytea, body_sealed bytea, writer_sealed bytea, content_digest bytea, policy_version integer,
       calendar_version integer, submitted_at timestamptz, received_on date, assigned_department_id integer, stage text, reply_due_at timestamptz,
       replied_at timestamptz, closed_at timestamptz, disclosure_due_at timestamptz, last_seq smallint
     ) on commit drop`,
  );
  await manager.query(
    `create temp table if not exists stage_letter_event (
       department_id integer, letter_id uuid, seq smallint, kind text, at timestamptz, actor text, deed jsonb
     ) on commit drop`,
  );
  await manager.query(
    `create temp table if not exists stage_reply (
       department_id integer, letter_id uuid, seq smallint, kind text, body_sealed bytea,
       replier_department_id integer, replied_at timestamptz
     ) on commit drop`,
  );
}

/** Stores the letters of a batch that are new, each with its number, history and replies. */
export async function storeStagedLetters(manager: EntityManager, batch: LetterBatch): Promise<StoredLetters> {
  await manager.query('truncate stage_letter, stage_letter_event, stage_reply');
  await copyLines(manager, 'stage_letter', LETTER_COLUMNS, batch.letterLines);
  await copyLines(manager, 'stage_letter_event', EVENT_COLUMNS, batch.eventLines);
  await copyLines(manager, 'stage_reply', REPLY_COLUMNS, batch.replyLines);
  await manager.query(
    `delete from stage_letter stage
     using letter
     where letter.department_id = stage.department_id and letter.id = stage.id`,
  );
  const numberTaken = await reserveNumbers(manager);
  const stored: Key[] = await manager.query(
    `with stored as (
       insert into letter (${LETTER_COLUMNS.join(', ')})
       select ${LETTER_COLUMNS.join(', ')}
       from stage_letter
       order by department_id, id
       on conflict (department_id, id) do nothing
       returning department_id, id
     ), event as (
       insert into letter_event (${EVENT_COLUMNS.join(', ')})
       select ${EVENT_COLUMNS.map((column) => `stage.${column}`).join(', ')}
       from stage_letter_event stage
       join stored on stored.department_id = stage.department_id and stored.id = stage.letter_id
       order by stage.department_id, stage.letter_id, stage.seq
     ), answer as (
       insert into reply (${REPLY_COLUMNS.join(', ')})
       select ${REPLY_COLUMNS.map((column) => `stage.${column}`).join(', ')}
       from stage_reply stage
       join stored on stored.department_id = stage.department_id and stored.id = stage.letter_id
       order by stage.department_id, stage.letter_id, stage.seq
     )
     select department_id, id
     from stored`,
  );
  // Somebody else stored the same letter in this very moment: it has its number from there.
  if (stored.length + numberTaken.length < batch.letters.size) await releaseNumbers(manager);
  return { stored: keysOf(stored), numberTaken: keysOf(numberTaken) };
}

/** Reserves the numbers, and unstages the letters whose number belongs to another one already. */
async function reserveNumbers(manager: EntityManager): Promise<Key[]> {
  await manager.query(
    `insert into letter_number (number, department_id, letter_id)
     select number, department_id, id
     from stage_letter
     order by number, department_id, id
     on conflict (number) do nothing`,
  );
  const [taken]: [Key[], number] = await manager.query(
    `delete from stage_letter stage
     using letter_number kept
     where kept.number = stage.number
       and (kept.department_id, kept.letter_id) <> (stage.department_id, stage.id)
     returning stage.department_id, stage.id`,
  );
  return taken;
}

async function releaseNumbers(manager: EntityManager): Promise<void> {
  await manager.query(
    `delete from letter_number kept
     using stage_letter stage, letter
     where kept.number = stage.number
       and kept.department_id = stage.department_id and kept.letter_id = stage.id
       and letter.department_id = stage.department_id and letter.id = stage.id
       and letter.number <> kept.number`,
  );
}

const keysOf = (rows: readonly Key[]): Set<string> =>
  new Set(rows.map((row) => letterKeyText(row.department_id, row.id)));
