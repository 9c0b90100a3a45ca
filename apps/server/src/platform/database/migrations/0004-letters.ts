import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Letters, their history and replies. Text and writer are sealed by the application. The columns of \`letter\` beside its
 * facts (stage, due instants) are derived from the events and rewritten with them; the events are the truth.
 *
 * \`department_id\` is the department the letter came in at and never changes (it is part of every key);
 * \`assigned_department_id\` is who has it now.
 */
export class Letters1763700000004 implements MigrationInterface {
  name = 'Letters1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table letter (
        department_id          integer     not null,
        id                     uuid        not null,
        number                 text        not null,
        assigned_department_id integer     not null,
        service_item_id        integer,
        channel_code           text        not null,
        type                   text        not null,
        subject_sealed         bytea       not null,
        body_sealed            bytea       not null,
        writer_sealed          bytea,
        query_code_hash        bytea,
        content_digest         bytea       not null,
        -- The rules its clocks run under: what it was counted as can be reckoned again after others are adopted.
        policy_version         integer     not null,
        calendar_version       integer     not null,
        stage                  text        not null,
        submitted_at           timestamptz not null,
        received_on            date        not null,
        reply_due_at           timestamptz not null,
        replied_at             timestamptz,
        closed_at              timestamptz,
        disclosure_due_at      timestamptz,
        last_seq               smallint    not null,
        constraint letter_pkey primary key (department_id, id),
        constraint letter_department_fkey foreign key (department_id) references department (id),
        constraint letter_assigned_fkey foreign key (assigned_department_id) references department (id),
        constraint letter_item_fkey foreign key (service_item_id) references service_item (id),
        constraint letter_channel_fkey foreign key (channel_code) references channel (code),
        constraint letter_type_check check (type in ('enquiry', 'help', 'complaint', 'report', 'suggestion', 'praise'))
      ) partition by range (id);
      create index letter_assigned_due_idx on letter (assigned_department_id, reply_due_at) where replied_at is null;
      create index letter_received_on_brin on letter using brin (received_on);

      -- Finds a letter by its public number: the one table that is keyed by number alone.
      create table letter_number (
        number        text    not null,
        department_id integer not null,
        letter_id     uuid    not null,
        constraint letter_number_pkey primary key (number)
      );

      create table letter_event (
        department_id integer     not null,
        letter_id     uuid        not null,
        seq           smallint    not null,
        kind          text        not null,
        at            timestamptz not null,
        actor         text        not null,
        deed          jsonb       not null,
        constraint letter_event_pkey primary key (department_id, letter_id, seq),
        constraint letter_event_kind_check check (deed ->> 'kind' = kind)
      ) partition by range (letter_id);
      create trigger letter_event_append_only before update or delete on letter_event
        for each row execute function refuse_change();

      create table reply (
        department_id         integer     not null,
        letter_id             uuid        not null,
        seq                   smallint    not null,
        kind                  text        not null,
        body_sealed           bytea       not null,
        replier_department_id integer     not null,
        replied_at            timestamptz not null,
        constraint reply_pkey primary key (department_id, letter_id, seq),
        constraint reply_kind_check check (kind in ('acknowledgement', 'full')),
        constraint reply_replier_fkey foreign key (replier_department_id) references department (id)
      ) partition by range (letter_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reply, letter_event, letter_number, letter;');
  }
}
