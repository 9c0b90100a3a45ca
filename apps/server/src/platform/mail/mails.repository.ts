import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export type MailKind = 'query_code' | 'reply';

/** A mail that waits, sealed as it is stored. */
export interface MailRow {
  readonly id: string;
  readonly kind: MailKind;
  readonly addressSealed: Buffer;
  readonly subjectSealed: Buffer;
  readonly bodySealed: Buffer;
}

export type MailState = 'waiting' | 'sent' | 'given_up';

/** So long what was sent, or given up, is still counted. Its content is gone at once. */
const COUNTED = '30 days';

@Injectable()
export class MailsRepository {
  async insert(manager: EntityManager, row: MailRow, at: Date): Promise<void> {
    await manager.query(
      `insert into mail (id, kind, address_sealed, subject_sealed, body_sealed, queued_at, due_at)
       values ($1, $2, $3, $4, $5, $6, $6)`,
      [row.id, row.kind, row.addressSealed, row.subjectSealed, row.bodySealed, at],
    );
  }

  /**
   * The mail that has been due for longest, taken by this caller alone; null when none is due. Its next attempt is
   * written before this one begins: 2, 4, 8 … minutes later, at most an hour. Whoever dies in between has not lost it.
   */
  async claim(manager: EntityManager, now: Date): Promise<MailRow | null> {
    const [rows]: [MailRow[]] = await manager.query(
      `update mail
       set attempts = attempts + 1, due_at = $1::timestamptz + least(2 ^ least(attempts + 1, 6), 60) * interval '1 minute'
       where id = (
         select id
         from mail
         where due_at <= $1 and address_sealed is not null
         order by due_at, id
         limit 1
         for update skip locked
       )
       returning id, kind, address_sealed as "addressSealed", subject_sealed as "subjectSealed",
         body_sealed as "bodySealed"`,
      [now],
    );
    return rows[0] ?? null;
  }

  /** Notes how it ended, and empties it. */
  async end(manager: EntityManager, id: string, how: 'sent' | 'given_up', at: Date): Promise<void> {
    await manager.query(
      `update mail
       set ${how}_at = $2, address_sealed = null, subject_sealed = null, body_sealed = null
       where id = $1 and address_sealed is not null`,
      [id, at],
    );
  }

  /** Gives up what has waited since before `since`. */
  async giveUp(manager: EntityManager, since: Date, at: Date): Promise<void> {
    await manager.query(
      `update mail
       set given_up_at = $2, address_sealed = null, subject_sealed = null, body_sealed = null
       where queued_at < $1 and address_sealed is not null`,
      [since, at],
    );
  }

  async tidy(manager: EntityManager, now: Date): Promise<void> {
    await manager.query(
      `delete from mail
       where address_sealed is null and queued_at < $1::timestamptz - interval '${COUNTED}'`,
      [now],
    );
  }

  /** How many mails of the last 30 days are in each state. */
  async counts(manager: EntityManager): Promise<ReadonlyMap<MailState, number>> {
    const [row]: [Record<MailState, string>] = await manager.query(
      `select count(*) filter (where address_sealed is not null) as waiting, count(sent_at) as sent,
         count(given_up_at) as given_up
       from mail`,
    );
    return new Map(Object.entries(row).map(([state, count]) => [state as MailState, Number(count)]));
  }
}
