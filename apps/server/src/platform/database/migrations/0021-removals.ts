import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Words that writers had taken out of the public copy of their letter, sealed: applied again whenever the copy is made anew,
 * and looked at by a person afterwards.
 */
export class Removals1763700000021 implements MigrationInterface {
  name = 'Removals1763700000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table letter_removal (
        letter_id     uuid        not null,
        seq           integer     not null,
        number        text        not null,
        words_sealed  bytea       not null,
        reason_sealed bytea,
        -- How often the words stood there, and how many characters went.
        times         integer     not null,
        characters    integer     not null,
        asked_at      timestamptz not null,
        settled_at    timestamptz,
        settled_by    text,
        constraint letter_removal_pkey primary key (letter_id, seq),
        constraint letter_removal_times_check check (times > 0),
        constraint letter_removal_characters_check check (characters > 0),
        constraint letter_removal_settled_check check ((settled_at is null) = (settled_by is null))
      );
      create index letter_removal_waiting_idx on letter_removal (asked_at) where settled_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table letter_removal');
  }
}
