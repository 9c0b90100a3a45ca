import type { InvitationFact, RatingFact, RatingStanding, StandingDeed } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What a rating is found by. */
export interface RatingKey {
  readonly departmentId: number;
  readonly id: string;
}

export interface InvitationRow extends InvitationFact {
  readonly id: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
  readonly ratingId: string | null;
}

export interface NewInvitationRow extends InvitationFact {
  readonly id: string;
  readonly caseNumber: string | null;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

export interface RatingRow extends RatingFact {
  readonly id: string;
  readonly invitationId: string | null;
  readonly receivedAt: Date;
  readonly contentDigest: Buffer;
  readonly lastSeq: number;
  readonly tags: readonly string[];
  readonly commentSealed: Buffer | null;
  readonly contactSealed: Buffer | null;
  readonly pressured: boolean;
}

export interface NewRatingRow extends RatingFact {
  readonly id: string;
  readonly invitationId: string | null;
  readonly pointId: string | null;
  readonly tags: readonly string[];
  readonly commentSealed: Buffer | null;
  readonly contactSealed: Buffer | null;
  readonly pressured: boolean;
  readonly ratedAt: Date;
  readonly receivedAt: Date;
  readonly contentDigest: Buffer;
}

/** Single invitations and ratings: the path of one person. */
@Injectable()
export class RatingRowsRepository {
  /** Locked until the transaction ends when `lock` is set: then only one at a time answers it. */
  async invitation(
    manager: EntityManager,
    key: RatingKey,
    { lock = false } = {},
  ): Promise<InvitationRow | null> {
    const [row]: InvitationRow[] = await manager.query(
      `select department_id as "departmentId", id, service_item_id as "itemId", channel_code as channel,
         invited_at as "invitedAt", invited_on as "invitedOn", expires_at as "expiresAt", rating_id as "ratingId"
       from invitation
       where department_id = $1 and id = $2
       ${lock ? 'for update' : ''}`,
      [key.departmentId, key.id],
    );
    return row ?? null;
  }

  /** Says that an invitation was opened, unless it was before. False when there is none with this key. */
  async markOpened(manager: EntityManager, { departmentId, id }: RatingKey, at: Date): Promise<boolean> {
    const [row]: { found: boolean }[] = await manager.query(
      `with marked as (
         update invitation set opened_at = $3
         where department_id = $1 and id = $2 and opened_at is null)
       select exists (select from invitation where department_id = $1 and id = $2) as found`,
      [departmentId, id, at],
    );
    return row!.found;
  }

  /** The ids of those that were new, in lower case. */
  async insertInvitations(manager: EntityManager, rows: readonly NewInvitationRow[]): Promise<Set<string>> {
    const stored: { department_id: number; id: string }[] = await manager.query(
      `insert into invitation
         (department_id, id, service_item_id, channel_code, case_number, invited_at, invited_on, expires_at)
       select "departmentId", id, "itemId", channel, "caseNumber", "invitedAt", "invitedOn", "expiresAt"
       from json_to_recordset($1) as given (
         "departmentId" integer, id uuid, "itemId" integer, channel text, "caseNumber" text,
         "invitedAt" timestamptz, "invitedOn" date, "expiresAt" timestamptz)
       order by "departmentId", id
       on conflict (department_id, id) do nothing
       returning department_id, id`,
      [JSON.stringify(rows)],
    );
    return new Set(stored.map((row) => `${row.department_id}/${row.id}`));
  }

  async rating(manager: EntityManager, key: RatingKey, { lock = false } = {}): Promise<RatingRow | null> {
    const [row]: RatingRow[] = await manager.query(
      `select department_id as "departmentId", id, invitation_id as "invitationId", service_item_id as "itemId",
         channel_code as channel, level, origin, standing, rated_on as "ratedOn", received_at as "receivedAt",
         content_digest as "contentDigest", last_seq as "lastSeq", tags, comment_sealed as "commentSealed",
         contact_sealed as "contactSealed", pressured
       from rating
       where department_id = $1 and id = $2
       ${lock ? 'for update' : ''}`,
      [key.departmentId, key.id],
    );
    return row ?? null;
  }

  /** False when a rating with that key stands already; one that is being stored just now is waited for. */
  async insertRating(manager: EntityManager, row: NewRatingRow): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `insert into rating
         (department_id, id, invitation_id, point_id, service_item_id, channel_code, level, tags, comment_sealed,
          contact_sealed, pressured, origin, standing, rated_at, rated_on, received_at, content_digest)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       on conflict (department_id, id) do nothing
       returning id`,
      [
        row.departmentId,
        row.id,
        row.invitationId,
        row.pointId,
        row.itemId,
        row.channel,
        row.level,
        row.tags,
        row.commentSealed,
        row.contactSealed,
        row.pressured,
        row.origin,
        row.standing,
        row.ratedAt,
        row.ratedOn,
        row.receivedAt,
        row.contentDigest,
      ],
    );
    return rows.length === 1;
  }

  async answerInvitation(manager: EntityManager, key: RatingKey, ratingId: string): Promise<void> {
    await manager.query(
      `update invitation
       set rating_id = $3
       where department_id = $1 and id = $2`,
      [key.departmentId, key.id, ratingId],
    );
  }

  async changeStanding(
    manager: EntityManager,
    key: RatingKey,
    change: {
      readonly standing: RatingStanding;
      readonly seq: number;
      readonly deed: StandingDeed;
      readonly at: Date;
      readonly actor: string;
      readonly reason: string;
    },
  ): Promise<void> {
    await manager.query(
      `insert into rating_event (department_id, rating_id, seq, kind, at, actor, reason)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [key.departmentId, key.id, change.seq, change.deed, change.at, change.actor, change.reason],
    );
    await manager.query(
      `update rating
       set standing = $3, last_seq = $4
       where department_id = $1 and id = $2`,
      [key.departmentId, key.id, change.standing, change.seq],
    );
  }

  async wasAmended(manager: EntityManager, key: RatingKey): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `select from rating_event
       where department_id = $1 and rating_id = $2 and kind = 'amend'
       limit 1`,
      [key.departmentId, key.id],
    );
    return rows.length > 0;
  }

  /** Says something else, and keeps what was said before. The digest stays that of the first saying, which a repeated request repeats. */
  async amend(
    manager: EntityManager,
    key: RatingKey,
    change: Pick<NewRatingRow, 'level' | 'tags' | 'commentSealed' | 'contactSealed' | 'pressured'> & {
      readonly seq: number;
      readonly at: Date;
      readonly beforeSealed: Buffer;
    },
  ): Promise<void> {
    await manager.query(
      `insert into rating_event (department_id, rating_id, seq, kind, at, actor, reason, before_sealed)
       values ($1, $2, $3, 'amend', $4, 'rater', '', $5)`,
      [key.departmentId, key.id, change.seq, change.at, change.beforeSealed],
    );
    await manager.query(
      `update rating
       set level = $3, tags = $4, comment_sealed = $5, contact_sealed = $6, pressured = $7, last_seq = $8
       where department_id = $1 and id = $2`,
      [
        key.departmentId,
        key.id,
        change.level,
        change.tags,
        change.commentSealed,
        change.contactSealed,
        change.pressured,
        change.seq,
      ],
    );
  }
}
