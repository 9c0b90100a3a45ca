import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The disclosed letter is a copy of its own, redacted, with all that its page shows. It holds no key to the original:
 * a public query cannot reach one. A withdrawn letter leaves a tombstone without text.
 */
export class PublishedLetters1763700000005 implements MigrationInterface {
  name = 'PublishedLetters1763700000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table published_letter (
        number                text        not null,
        department_id         integer     not null,
        service_item_id       integer,
        channel_code          text        not null,
        type                  text        not null,
        subject               text        not null,
        body                  text        not null,
        redactions            integer     not null,
        replies               jsonb       not null,
        timeline              jsonb       not null,
        received_at           timestamptz not null,
        received_on           date        not null,
        reply_due_on          date        not null,
        allowed_working_days  integer     not null,
        reply_working_days    integer     not null,
        late_working_days     integer     not null,
        reopened              boolean     not null,
        closed_on             date,
        verdict               text        not null,
        satisfaction          smallint,
        verdict_on            date,
        published_at          timestamptz not null,
        published_on          date        not null,
        withdrawn_at          timestamptz,
        withdrawn_reason      text,
        -- Words cut by the application (Chinese is written without spaces), weighted: subject A, body B, replies C.
        search                tsvector    not null,
        constraint published_letter_pkey primary key (number),
        constraint published_letter_department_fkey foreign key (department_id) references department (id),
        constraint published_letter_item_fkey foreign key (service_item_id) references service_item (id),
        constraint published_letter_type_check check (type in ('enquiry', 'help', 'complaint', 'suggestion', 'praise')),
        constraint published_letter_verdict_check
          check (verdict in ('resolved', 'half_resolved', 'unresolved', 'silent')),
        constraint published_letter_tombstone_check
          check (withdrawn_at is null or (subject = '' and body = '' and replies = '[]' and search = ''))
      );
      create index published_letter_search_idx on published_letter using gin (search);
      create index published_letter_newest_idx on published_letter (published_at desc, number) where withdrawn_at is null;
      create index published_letter_department_idx on published_letter (department_id, published_at desc) where withdrawn_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table published_letter;');
  }
}
