import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Old prints that are cleared away when a new one comes. */
const CLEARED_AT_ONCE = 100;

/** Prints of what was written lately. A print is 64 bits, kept as PostgreSQL's signed number. */
@Injectable()
export class PrintsRepository {
  /** Whether the text of another letter that came since then differs from this print in so many bits at most. */
  async hasNear(
    manager: EntityManager,
    print: bigint,
    bits: number,
    since: Date,
    letterId: string,
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `select
       from text_print
       where came_at >= $1 and letter_id <> $2 and bit_count((print # $3::bigint)::bit(64)) <= $4
       limit 1`,
      [since, letterId, BigInt.asIntN(64, print).toString(), bits],
    );
    return rows.length > 0;
  }

  async keep(manager: EntityManager, letterId: string, print: bigint, cameAt: Date): Promise<void> {
    await manager.query(
      `insert into text_print (letter_id, print, came_at)
       values ($1, $2, $3)
       on conflict (letter_id) do nothing`,
      [letterId, BigInt.asIntN(64, print).toString(), cameAt],
    );
  }

  async clearBefore(manager: EntityManager, instant: Date): Promise<void> {
    await manager.query(
      `delete from text_print
       where letter_id in (
         select letter_id
         from text_print
         where came_at < $1
         limit ${CLEARED_AT_ONCE}
         for update skip locked
       )`,
      [instant],
    );
  }
}
