import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Old windows that are cleared away when a new one begins. */
const CLEARED_AT_ONCE = 100;

/** Attempts by who made them in which window: the key stands for both. */
@Injectable()
export class DoorLimitsRepository {
  /** In the order of the keys. */
  async attempts(manager: EntityManager, keys: readonly Buffer[]): Promise<number[]> {
    const rows: { attempts: number }[] = await manager.query(
      `select coalesce(door_limit.attempts, 0) as attempts
       from unnest($1::bytea[]) with ordinality as asked (who, place)
       left join door_limit using (who)
       order by place`,
      [keys],
    );
    return rows.map(({ attempts }) => attempts);
  }

  /**
   * Counts one attempt for each key, how many there are with it in the order of the keys. Waits for no disk: what a crash of
   * the database takes back is a moment of counting, and whoever comes next does not wait behind it.
   */
  async add(manager: EntityManager, windows: readonly { key: Buffer; endsAt: number }[]): Promise<number[]> {
    const rows: { who: Buffer; attempts: number }[] = await manager.query(
      `with no_wait as (select set_config('synchronous_commit', 'off', true))
       insert into door_limit (who, ends_at, attempts)
       select who, ends_at, 1
       from no_wait, unnest($1::bytea[], $2::timestamptz[]) as counted (who, ends_at)
       order by who
       on conflict (who) do update
       set attempts = door_limit.attempts + 1
       returning who, attempts`,
      [windows.map(({ key }) => key), windows.map(({ endsAt }) => new Date(endsAt))],
    );
    return windows.map(({ key }) => rows.find(({ who }) => who.equals(key))!.attempts);
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
