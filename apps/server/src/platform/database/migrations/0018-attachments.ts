import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that go with letters: sealed, and found by the id of the letter, which its writer's form has before it is sent. A
 * file without an event is one that has come in but whose letter, or addition, has not been sent yet.
 */
export class Attachments1763700000018 implements MigrationInterface {
  name = 'Attachments1763700000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table attachment (
        letter_id      uuid        not null,
        id             uuid        not null,
        event_seq      integer,
        name_sealed    bytea       not null,
        media_type     text        not null,
        bytes          integer     not null,
        content_sealed bytea,
        -- The keyed hash of the file as it came, so that the same one is not kept twice.
        digest         bytea       not null,
        scan           text        not null,
        came_at        timestamptz not null,
        constraint attachment_pkey primary key (letter_id, id),
        constraint attachment_scan_check check (scan in ('clean', 'waiting', 'infected')),
        constraint attachment_content_check check ((content_sealed is null) = (scan = 'infected'))
      );
      create unique index attachment_digest_idx on attachment (letter_id, digest);
      create index attachment_unsent_idx on attachment (came_at) where event_seq is null;
      create index attachment_waiting_idx on attachment (came_at) where scan = 'waiting';
      -- Sealed bytes do not compress.
      alter table attachment alter column content_sealed set storage external;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table attachment');
  }
}
