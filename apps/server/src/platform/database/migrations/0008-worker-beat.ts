import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each worker last did its work, so that health can tell a worker that runs from one that only stands there. */
export class WorkerBeat1763700000008 implements MigrationInterface {
  name = 'WorkerBeat1763700000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table worker_beat (
        worker_id text        not null,
        beat_at   timestamptz not null,
        constraint worker_beat_pkey primary key (worker_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table worker_beat;');
  }
}
