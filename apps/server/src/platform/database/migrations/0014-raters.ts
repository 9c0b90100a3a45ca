import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What raters need: points where everybody who comes by may rate (a window, a terminal, a poster), and the right to say
 * something else for a while, of which what was said before is kept.
 */
export class Raters1763700000014 implements MigrationInterface {
  name = 'Raters1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rating_point (
        department_id   integer     not null,
        id              uuid        not null,
        code            text        not null,
        service_item_id integer,
        channel_code    text        not null,
        name_zh         text        not null,
        name_en         text        not null,
        created_at      timestamptz not null default now(),
        -- A poster that was taken down: its code says so and rates nothing.
        retired_at      timestamptz,
        constraint rating_point_pkey primary key (department_id, id),
        constraint rating_point_code_key unique (department_id, code),
        constraint rating_point_department_fkey foreign key (department_id) references department (id),
        constraint rating_point_item_fkey foreign key (service_item_id) references service_item (id),
        constraint rating_point_channel_fkey foreign key (channel_code) references channel (code)
      );

      alter table rating add column point_id uuid;

      alter table rating_event add column before_sealed bytea;
      alter table rating_event drop constraint rating_event_kind_check;
      alter table rating_event add constraint rating_event_kind_check
        check (kind in ('exclude', 'restore', 'withdraw', 'amend'));
      -- What was said before an amendment: level, tags, words, contact. Sealed, like the words themselves.
      alter table rating_event add constraint rating_event_before_check
        check ((kind = 'amend') = (before_sealed is not null));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rating_event drop constraint rating_event_before_check;
      alter table rating_event drop column before_sealed;
      alter table rating drop column point_id;
      drop table rating_point;
    `);
  }
}
