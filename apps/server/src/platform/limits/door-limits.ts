import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Sealer } from '../secrets/sealer.ts';

/** So many attempts within so long. */
export interface DoorLimit {
  /** What is tried; part of the key. */
  readonly purpose: string;
  readonly attempts: number;
  readonly windowMs: number;
}

/** Old windows that are cleared away when a new one begins. */
const CLEARED_AT_ONCE = 100;

/**
 * Counts attempts in the database, so that a limit holds across processes and restarts. Each window ends at a full multiple
 * of its length; who tried is kept as a keyed hash that differs from window to window.
 */
@Injectable()
export class DoorLimits {
  constructor(
    private readonly source: DataSource,
    private readonly sealer: Sealer,
  ) {}

  /** When the window ends, if all attempts of it are used up; null while there is one left. Counts nothing. */
  async fullUntil(limit: DoorLimit, who: string, now: number): Promise<number | null> {
    const { key, endsAt } = this.windowOf(limit, who, now);
    const [row]: { attempts: number }[] = await this.source.query(
      'select attempts from door_limit where who = $1',
      [key],
    );
    return row !== undefined && row.attempts >= limit.attempts ? endsAt : null;
  }

  /** Counts one attempt. */
  async count(limit: DoorLimit, who: string, now: number): Promise<void> {
    const { key, endsAt } = this.windowOf(limit, who, now);
    const [row]: { attempts: number }[] = await this.source.query(
      `insert into door_limit (who, ends_at, attempts)
       values ($1, $2, 1)
       on conflict (who) do update
       set attempts = door_limit.attempts + 1
       returning attempts`,
      [key, new Date(endsAt)],
    );
    if (row?.attempts === 1)
      await this.source.query(
        `delete from door_limit
         where who in (select who from door_limit where ends_at < $1 limit ${CLEARED_AT_ONCE} for update skip locked)`,
        [new Date(now)],
      );
  }

  private windowOf({ purpose, windowMs }: DoorLimit, who: string, now: number) {
    const number = Math.floor(now / windowMs);
    const key = this.sealer.hash('door-limit', `${purpose}\n${number}\n${who}`);
    return { key, endsAt: (number + 1) * windowMs };
  }
}
