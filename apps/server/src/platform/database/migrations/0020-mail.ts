import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mails on their way out: written in the transaction of what they tell, sealed, and emptied once they are sent or given
 * up. A letter keeps the language of its form, so that mails about it speak it.
 */
export class Mail1763700000020 implements MigrationInterface {
  name = 'Mail1763700000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mail (
        id             uuid        not null,
        kind           text        not null,
        address_sealed bytea,
        subject_sealed bytea,
        body_sealed    bytea,
        queued_at      timestamptz not null,
        due_at         timestamptz not null,
        attempts       integer     not null default 0,
        sent_at        timestamptz,
        given_up_at    timestamptz,
        constraint mail_pkey primary key (id),
        constraint mail_kind_check check (kind in ('query_code', 'reply')),
        constraint mail_ended_check check (sent_at is null or given_up_at is null),
        constraint mail_content_check check (
          (address_sealed is null) = (coalesce(sent_at, given_up_at) is not null)
          and (subject_sealed is null) = (address_sealed is null)
          and (body_sealed is null) = (address_sealed is null)
        )
      );
      create index mail_due_idx on mail (due_at) where address_sealed is not null;

      alter table letter add column language text not null default 'zh'
        constraint letter_language_check check (language in ('zh', 'en'));
      alter table held_letter add column language text not null default 'zh'
        constraint held_letter_language_check check (language in ('zh', 'en'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table held_letter drop column language;
      alter table letter drop column language;
      drop table mail;
    `);
  }
}
