import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Old windows that are cleared away when a new one begins. */
const CLEARED_AT_ONCE = 100;

/** Attempts by who made them in which window: the key stands for both. */
@Injectable()
export class DoorLimitsRepository {
  async attempts(manager: EntityManager, key: Buffer): Promise<number> {
    const [row]: { attempts: number }[] = await manager.query(
      `select attempts
       from door_limit
       where who = $1`,
      [key],
    );
    return row?.attempts ?? 0;
  }

  /** Counts one attempt; how many there are with it. */
  async add(manager: EntityManager, key: Buffer, endsAt: number): Promise<number> {
    const [row]: { attempts: number }[] = await manager.query(
      `insert into door_limit (who, ends_at, attempts)
       values ($1, $2, 1)
       on conflict (who) do update
       set attempts = door_limit.attempts + 1
       returning attempts`,
      [key, new Date(endsAt)],
    );
    return row!.attempts;
  }

  /** Clears some of the windows that have ended; two at once never wait for each other. */
  async clearEnded(manager: EntityManager, now: number): Promise<void> {
    await manager.query(
      `delete from door_limit
       where who in (
         select who
         from door_limit
         where ends_at < $1
         limit ${CLEARED_AT_ONCE}
         for update skip locked
       )`,
      [new Date(now)],
    );
  }
}
