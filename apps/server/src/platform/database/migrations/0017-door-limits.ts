import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often somebody tried something, for a while: in the database, so that it holds across processes and restarts. Who it
 * was is a keyed hash that changes with its window: no address is kept.
 */
export class DoorLimits1763700000017 implements MigrationInterface {
  name = 'DoorLimits1763700000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table door_limit (
        who      bytea       not null,
        ends_at  timestamptz not null,
        attempts integer     not null,
        constraint door_limit_pkey primary key (who)
      );
      create index door_limit_ends_at_idx on door_limit (ends_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table door_limit');
  }
}
