import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.ts';
import { MIGRATIONS } from '../database/migrations/index.ts';
import { isOutage } from '../errors/outage.ts';
import { MailsRepository } from '../mail/mails.repository.ts';
import { Metrics } from '../metrics/metrics.ts';

/** A worker that has said nothing for so long is not doing its work. Milliseconds. */
export const WORKER_SILENCE_MS = 30_000;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<'database' | 'schema' | 'worker', 'ok' | 'away' | 'behind' | 'silent'>>;
}

/** Whether this process can do its work now. A silent worker makes figures late, not pages unreadable: it is told, and does not make us unready. */
@Injectable()
export class HealthService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly mails: MailsRepository,
    private readonly metrics: Metrics,
  ) {}

  async readiness(): Promise<Readiness> {
    try {
      const [row]: [{ migrations: number; beat_at: Date | null }] = await this.source.query(
        `select (select count(*)::int from huiyin_migration) as migrations,
                (select max(beat_at) from worker_beat) as beat_at`,
      );
      const schema = row.migrations >= MIGRATIONS.length ? 'ok' : 'behind';
      const heard = row.beat_at !== null && this.clock.now() - row.beat_at.getTime() < WORKER_SILENCE_MS;
      return { ready: schema === 'ok', checks: { database: 'ok', schema, worker: heard ? 'ok' : 'silent' } };
    } catch {
      return { ready: false, checks: { database: 'away', schema: 'away', worker: 'away' } };
    }
  }

  /** Brings the count of mails up to now; while the database is away it stays as it was. */
  async countMails(): Promise<void> {
    try {
      for (const [state, count] of await this.mails.counts(this.source.manager))
        this.metrics.mails.set({ state }, count);
    } catch (error) {
      if (!isOutage(error)) throw error;
    }
  }
}
