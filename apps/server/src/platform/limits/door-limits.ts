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

/** What is counted for whom, without a limit of its own. */
export interface DoorCounter extends Pick<DoorLimit, 'purpose' | 'windowMs'> {
  readonly who: string;
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
    const [attempts] = await this.counts([{ ...limit, who }], now);
    return attempts! >= limit.attempts ? this.windowOf(limit, who, now).endsAt : null;
  }

  /** Counts one attempt. */
  count(limit: DoorLimit, who: string, now: number): Promise<void> {
    return this.countAll([{ ...limit, who }], now);
  }

  /** How many attempts each of these has made in its window. Counts nothing. */
  counts(counters: readonly DoorCounter[], now: number): Promise<number[]> {
    const keys = counters.map((counter) => this.windowOf(counter, counter.who, now).key);
    return this.repository.attempts(this.source.manager, keys);
  }

  /** Counts one attempt for each of these. */
  async countAll(counters: readonly DoorCounter[], now: number): Promise<void> {
    const { manager } = this.source;
    const windows = counters.map((counter) => this.windowOf(counter, counter.who, now));
    const attempts = await this.repository.add(manager, windows);
    if (attempts.includes(1)) await this.repository.clearEnded(manager, now);
  }

  private windowOf({ purpose, windowMs }: Pick<DoorLimit, 'purpose' | 'windowMs'>, who: string, now: number) {
    const number = Math.floor(now / windowMs);
    const key = this.sealer.hash('door-limit', `${purpose}\n${number}\n${who}`);
    return { key, endsAt: (number + 1) * windowMs };
  }
}
