import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Invitations and ratings. Both are stored by month, and the month is decided by the time inside the id (UUIDv7), so
 * that the primary key alone makes a repeated request harmless and no second unique index is needed.
 */
export class Ratings1763700000003 implements MigrationInterface {
  name = 'Ratings1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table invitation (
        department_id   integer     not null,
        id              uuid        not null,
        service_item_id integer,
        channel_code    text        not null,
        case_number     text,
        invited_at      timestamptz not null,
        invited_on      date        not null,
        expires_at      timestamptz not null,
        rating_id       uuid,
        constraint invitation_pkey primary key (department_id, id),
        constraint invitation_department_fkey foreign key (department_id) references department (id),
        constraint invitation_item_fkey foreign key (service_item_id) references service_item (id),
        constraint invitation_channel_fkey foreign key (channel_code) references channel (code),
        constraint invitation_expires_check check (expires_at >= invited_at)
      ) partition by range (id);
      create index invitation_invited_on_brin on invitation using brin (invited_on);

      create table rating (
        department_id   integer     not null,
        id              uuid        not null,
        invitation_id   uuid,
        service_item_id integer,
        channel_code    text        not null,
        level           smallint    not null,
        tags            text[]      not null default '{}',
        comment_sealed  bytea,
        contact_sealed  bytea,
        pressured       boolean     not null default false,
        origin          text        not null,
        standing        text        not null default 'effective',
        rated_at        timestamptz not null,
        rated_on        date        not null,
        received_at     timestamptz not null default now(),
        content_digest  bytea       not null,
        last_seq        smallint    not null default 0,
        constraint rating_pkey primary key (department_id, id),
        constraint rating_department_fkey foreign key (department_id) references department (id),
        constraint rating_item_fkey foreign key (service_item_id) references service_item (id),
        constraint rating_channel_fkey foreign key (channel_code) references channel (code),
        constraint rating_level_check check (level between 1 and 5),
        constraint rating_origin_check check (origin in ('active', 'default')),
        constraint rating_standing_check check (standing in ('effective', 'excluded', 'withdrawn')),
        constraint rating_tags_check check (cardinality(tags) <= 16)
      ) partition by range (id);
      create index rating_rated_on_brin on rating using brin (rated_on);

      -- What happened to a rating after it was given; the giving itself is the row above.
      create table rating_event (
        department_id integer     not null,
        rating_id     uuid        not null,
        seq           smallint    not null,
        kind          text        not null,
        at            timestamptz not null,
        actor         text        not null,
        reason        text        not null,
        constraint rating_event_pkey primary key (department_id, rating_id, seq),
        constraint rating_event_kind_check check (kind in ('exclude', 'restore', 'withdraw'))
      ) partition by range (rating_id);

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$;
      create trigger rating_event_append_only before update or delete on rating_event
        for each row execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rating_event, rating, invitation; drop function refuse_change;');
  }
}
