import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What guards the doors: prints by which copies of a text are found for a day, and what waits for a person because a
 * program may have sent it. A held rating stands among the others, excluded; a held letter stands here alone until it is
 * released.
 */
export class Guard1763700000019 implements MigrationInterface {
  name = 'Guard1763700000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table text_print (
        letter_id uuid        not null,
        print     bigint      not null,
        came_at   timestamptz not null,
        constraint text_print_pkey primary key (letter_id)
      );
      create index text_print_came_at_idx on text_print (came_at);

      create table held_letter (
        id              uuid        not null,
        department_id   integer     not null,
        number          text        not null,
        content_sealed  bytea       not null,
        content_digest  bytea       not null,
        query_code_hash bytea       not null,
        score           integer     not null,
        reasons         text[]      not null,
        held_at         timestamptz not null,
        decision        text,
        decided_by      text,
        decided_at      timestamptz,
        note_sealed     bytea,
        constraint held_letter_pkey primary key (id),
        constraint held_letter_number_key unique (number),
        constraint held_letter_department_id_fkey foreign key (department_id) references department (id),
        constraint held_letter_decision_check check (decision in ('released', 'refused')),
        constraint held_letter_decided_check
          check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
        constraint held_letter_note_check check ((decision = 'refused') is not true or note_sealed is not null)
      );
      create index held_letter_waiting_idx on held_letter (held_at) where decision is null;

      create table held_rating (
        department_id integer     not null,
        id            uuid        not null,
        score         integer     not null,
        reasons       text[]      not null,
        held_at       timestamptz not null,
        decision      text,
        decided_by    text,
        decided_at    timestamptz,
        constraint held_rating_pkey primary key (department_id, id),
        constraint held_rating_department_id_fkey foreign key (department_id) references department (id),
        constraint held_rating_decision_check check (decision in ('released', 'refused')),
        constraint held_rating_decided_check
          check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null))
      );
      create index held_rating_waiting_idx on held_rating (held_at) where decision is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table held_rating, held_letter, text_print');
  }
}
