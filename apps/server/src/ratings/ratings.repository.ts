import type { Level, LocalDate, RatedCase, RatingOrigin, RatingStanding } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Rows read at a time when all facts pass by. */
const FETCH = 10_000;

interface CaseRow {
  readonly invited_on: LocalDate | null;
  readonly invited_item: number | null;
  readonly invited_channel: string | null;
  readonly rated_on: LocalDate | null;
  readonly rated_item: number | null;
  readonly rated_channel: string | null;
  readonly level: Level | null;
  readonly origin: RatingOrigin | null;
  readonly standing: RatingStanding | null;
}

@Injectable()
export class RatingsRepository {
  /**
   * Every case, department after department, as the tallies see it: for making them anew. Reads with a cursor in the
   * manager's transaction (there must be one), so memory stays flat and all cases are of one moment when the
   * transaction is `repeatable read`.
   */
  async *streamCases(manager: EntityManager): AsyncGenerator<RatedCase> {
    const departments: { id: number }[] = await manager.query('select id from department order by id');
    // The planner otherwise prefers plans that give the first rows soon and all rows late.
    await manager.query('set local cursor_tuple_fraction = 1');
    for (const { id } of departments) {
      yield* this.cursor(
        manager,
        id,
        `select invitation.invited_on, invitation.service_item_id as invited_item, invitation.channel_code as invited_channel,
           rating.rated_on, rating.service_item_id as rated_item, rating.channel_code as rated_channel,
           rating.level, rating.origin, rating.standing
         from invitation
         left join rating on rating.department_id = invitation.department_id and rating.id = invitation.rating_id
         where invitation.department_id = $1`,
      );
      yield* this.cursor(
        manager,
        id,
        `select null as invited_on, null as invited_item, null as invited_channel,
           rated_on, service_item_id as rated_item, channel_code as rated_channel, level, origin, standing
         from rating
         where department_id = $1 and invitation_id is null`,
      );
    }
  }

  private async *cursor(
    manager: EntityManager,
    departmentId: number,
    query: string,
  ): AsyncGenerator<RatedCase> {
    await manager.query(`declare case_cursor no scroll cursor for ${query}`, [departmentId]);
    try {
      for (;;) {
        const rows: CaseRow[] = await manager.query(`fetch ${FETCH} from case_cursor`);
        for (const row of rows) yield caseOf(departmentId, row);
        if (rows.length < FETCH) return;
      }
    } finally {
      await manager.query('close case_cursor');
    }
  }
}

const caseOf = (departmentId: number, row: CaseRow): RatedCase => ({
  invitation:
    row.invited_on === null
      ? null
      : {
          departmentId,
          itemId: row.invited_item,
          channel: row.invited_channel!,
          invitedOn: row.invited_on,
        },
  rating:
    row.rated_on === null
      ? null
      : {
          departmentId,
          itemId: row.rated_item,
          channel: row.rated_channel!,
          ratedOn: row.rated_on,
          level: row.level!,
          origin: row.origin!,
          standing: row.standing!,
        },
});
