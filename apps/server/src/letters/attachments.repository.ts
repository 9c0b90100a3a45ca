import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MediaType } from '../platform/files/cleaned-file.ts';

/** A file of a letter, without its content; sealed as it is stored. */
export interface AttachmentRow {
  readonly id: string;
  /** The event it came with; null until letter or addition is sent. */
  readonly eventSeq: number | null;
  readonly nameSealed: Buffer;
  readonly mediaType: MediaType;
  /** Of what is kept. */
  readonly bytes: number;
  readonly digest: Buffer;
  readonly scan: Scan;
  readonly cameAt: Date;
}

/** Whether a virus scanner has seen it. An infected file has no content any more. */
export type Scan = 'clean' | 'waiting' | 'infected';

export interface NewAttachment extends Omit<AttachmentRow, 'eventSeq'> {
  readonly contentSealed: Buffer;
}

/** Files of letters, by the letter's id. */
@Injectable()
export class AttachmentsRepository {
  /** In the order in which they came. */
  of(manager: EntityManager, letterId: string): Promise<AttachmentRow[]> {
    return manager.query(
      `select id, event_seq as "eventSeq", name_sealed as "nameSealed", media_type as "mediaType", bytes, digest, scan,
         came_at as "cameAt"
       from attachment
       where letter_id = $1
       order by came_at, id`,
      [letterId],
    );
  }

  async insert(manager: EntityManager, letterId: string, file: NewAttachment): Promise<void> {
    await manager.query(
      `insert into attachment (letter_id, id, name_sealed, media_type, bytes, content_sealed, digest, scan, came_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (letter_id, digest) do nothing`,
      [
        letterId,
        file.id,
        file.nameSealed,
        file.mediaType,
        file.bytes,
        file.contentSealed,
        file.digest,
        file.scan,
        file.cameAt,
      ],
    );
  }

  /** Takes those away that are not sent yet and neither among the ids `kept` nor of these digests. */
  async dropUnsent(
    manager: EntityManager,
    letterId: string,
    kept: readonly string[],
    digests: readonly Buffer[],
  ): Promise<void> {
    await manager.query(
      `delete from attachment
       where letter_id = $1 and event_seq is null and not (id::text = any ($2)) and not (digest = any ($3))`,
      [letterId, kept, digests],
    );
  }

  /** Everything that has come in for the letter goes with this event. */
  async send(manager: EntityManager, letterId: string, eventSeq: number): Promise<void> {
    await manager.query(
      `update attachment
       set event_seq = $2
       where letter_id = $1 and event_seq is null`,
      [letterId, eventSeq],
    );
  }

  /** A form that got a new id takes its files along. */
  async move(manager: EntityManager, from: string, to: string): Promise<void> {
    await manager.query(
      `update attachment
       set letter_id = $2
       where letter_id = $1 and event_seq is null`,
      [from, to],
    );
  }

  /** Null when there is none, or none any more. */
  async content(manager: EntityManager, letterId: string, id: string): Promise<Buffer | null> {
    const [row]: { content: Buffer | null }[] = await manager.query(
      `select content_sealed as content
       from attachment
       where letter_id = $1 and id = $2`,
      [letterId, id],
    );
    return row?.content ?? null;
  }

  /** Takes away what came before `instant` and was never sent. How many. */
  async forgetUnsent(manager: EntityManager, instant: Date): Promise<number> {
    const [, count]: [unknown, number] = await manager.query(
      `delete from attachment
       where event_seq is null and came_at < $1`,
      [instant],
    );
    return count;
  }

  /** Some that wait for a scanner, the oldest first. */
  waiting(
    manager: EntityManager,
    limit: number,
  ): Promise<{ readonly letterId: string; readonly id: string; readonly content: Buffer }[]> {
    return manager.query(
      `select letter_id as "letterId", id, content_sealed as content
       from attachment
       where scan = 'waiting'
       order by came_at
       limit $1`,
      [limit],
    );
  }

  /** An infected file loses its content at once. */
  async scanned(manager: EntityManager, letterId: string, id: string, scan: Scan): Promise<void> {
    await manager.query(
      `update attachment
       set scan = $3, content_sealed = case when $3 = 'infected' then null else content_sealed end
       where letter_id = $1 and id = $2 and scan = 'waiting'`,
      [letterId, id, scan],
    );
  }
}
