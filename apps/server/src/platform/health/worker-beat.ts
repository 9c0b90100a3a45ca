import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Which worker this process is. */
export const thisWorker = { host: hostname(), id: `${hostname()}:${process.pid}` } as const;

/** The sign of life of a worker that really works: written after a fold, not by a timer beside it. */
@Injectable()
export class WorkerBeat {
  private lastWritten = 0;

  constructor(private readonly source: DataSource) {}

  /** At most every 5 seconds; old workers are forgotten after a day. */
  async beat(nowMs: number): Promise<void> {
    if (nowMs - this.lastWritten < 5_000) return;
    this.lastWritten = nowMs;
    await this.source.query(
      `with forgotten as (
         delete from worker_beat
         where beat_at < now() - interval '1 day'
       )
       insert into worker_beat (worker_id, beat_at)
       values ($1, now())
       on conflict (worker_id) do update set beat_at = excluded.beat_at`,
      [thisWorker.id],
    );
  }
}
