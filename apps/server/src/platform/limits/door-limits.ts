import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Sealer } from '../secrets/sealer.ts';
import { DoorLimitsRepository } from './door-limits.repository.ts';

/** So many attempts within so long. */
export interface DoorLimit {
  /** What is tried; part of the key. */
  readonly purpose: string;
  readonly attempts: number;
  readonly windowMs: number;
}

/**
 * Counts attempts in the database, so that a limit holds across processes and restarts. Each window ends at a full multiple
 * of its length; who tried is kept as a keyed hash that differs from window to window.
 */
@Injectable()
export class DoorLimits {
  constructor(
    private readonly source: DataSource,
    private readonly repository: DoorLimitsRepository,
    private readonly sealer: Sealer,
  ) {}

  /** When the window ends, if all attempts of it are used up; null while there is one left. Counts nothing. */
  async fullUntil(limit: DoorLimit, who: string, now: number): Promise<number | null> {
    const { key, endsAt } = this.windowOf(limit, who, now);
    const attempts = await this.repository.attempts(this.source.manager, key);
    return attempts >= limit.attempts ? endsAt : null;
  }

  /** Counts one attempt. */
  async count(limit: DoorLimit, who: string, now: number): Promise<void> {
    const { key, endsAt } = this.windowOf(limit, who, now);
    const { manager } = this.source;
    const attempts = await this.repository.add(manager, key, endsAt);
    if (attempts === 1) await this.repository.clearEnded(manager, now);
  }

  private windowOf({ purpose, windowMs }: DoorLimit, who: string, now: number) {
    const number = Math.floor(now / windowMs);
    const key = this.sealer.hash('door-limit', `${purpose}\n${number}\n${who}`);
    return { key, endsAt: (number + 1) * windowMs };
  }
}
