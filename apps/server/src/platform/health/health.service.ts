import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.ts';
import { MIGRATIONS } from '../database/migrations/index.ts';

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
}
