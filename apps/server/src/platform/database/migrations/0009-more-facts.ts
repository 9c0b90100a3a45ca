import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The facts behind the rest of the indicators: rectifications with their history, appeals, the blind sample of replies,
 * from when a service item is required and live on a channel, and since when a department has stood where it stands.
 */
export class MoreFacts1763700000009 implements MigrationInterface {
  name = 'MoreFacts1763700000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The work order that a bad rating opens. It has the id of its rating: one rating, one order.
      create table rectification (
        department_id    integer     not null,
        id               uuid        not null,
        service_item_id  integer,
        channel_code     text        not null,
        -- The rules its clocks run under: what it was counted as can be reckoned again after others are adopted.
        policy_version   integer     not null,
        calendar_version integer     not null,
        stage            text        not null,
        voided           boolean     not null,
        opened_at        timestamptz not null,
        contact_due_at   timestamptz,
        settle_due_at    timestamptz not null,
        settled_at       timestamptz,
        last_seq         smallint    not null,
        constraint rectification_pkey primary key (department_id, id),
        constraint rectification_department_fkey foreign key (department_id) references department (id),
        constraint rectification_item_fkey foreign key (service_item_id) references service_item (id),
        constraint rectification_channel_fkey foreign key (channel_code) references channel (code),
        constraint rectification_stage_check check (stage in ('open', 'settled', 'closed'))
      ) partition by range (id);
      create index rectification_due_idx on rectification (department_id, settle_due_at) where settled_at is null;

      create table rectification_event (
        department_id    integer     not null,
        rectification_id uuid        not null,
        seq              smallint    not null,
        kind             text        not null,
        at               timestamptz not null,
        actor            text        not null,
        deed             jsonb       not null,
        -- What was done, in the officer's words; may name people, so it is sealed.
        note_sealed      bytea,
        constraint rectification_event_pkey primary key (department_id, rectification_id, seq),
        constraint rectification_event_kind_check check (deed ->> 'kind' = kind)
      ) partition by range (rectification_id);
      create trigger rectification_event_append_only before update or delete on rectification_event
        for each row execute function refuse_change();

      -- 申诉复核: one a rating, decided outside the department that was rated.
      create table appeal (
        department_id         integer     not null,
        rating_id             uuid        not null,
        service_item_id       integer,
        channel_code          text        not null,
        filed_at              timestamptz not null,
        filed_by              text        not null,
        ground                text        not null,
        decided_at            timestamptz,
        decided_on            date,
        decider_department_id integer,
        decided_by            text,
        upheld                boolean,
        reason                text,
        constraint appeal_pkey primary key (department_id, rating_id),
        constraint appeal_department_fkey foreign key (department_id) references department (id),
        constraint appeal_decider_fkey foreign key (decider_department_id) references department (id),
        constraint appeal_decision_check check (
          num_nulls(decided_at, decided_on, decider_department_id, decided_by, upheld, reason) in (0, 6)),
        constraint appeal_outside_check check (decider_department_id <> department_id)
      ) partition by range (rating_id);

      -- 盲评: a reply drawn by lot. Keyed like the reply; \`replier_department_id\` is whose reply it is.
      create table reply_sample (
        department_id         integer     not null,
        letter_id             uuid        not null,
        seq                   smallint    not null,
        service_item_id       integer,
        channel_code          text        not null,
        letter_type           text        not null,
        replier_department_id integer     not null,
        drawn_at              timestamptz not null,
        judged_at             timestamptz,
        judged_on             date,
        judge_department_id   integer,
        judge                 text,
        substantive           boolean,
        constraint reply_sample_pkey primary key (department_id, letter_id, seq),
        constraint reply_sample_replier_fkey foreign key (replier_department_id) references department (id),
        constraint reply_sample_judge_fkey foreign key (judge_department_id) references department (id),
        constraint reply_sample_judgement_check check (
          num_nulls(judged_at, judged_on, judge_department_id, judge, substantive) in (0, 5)),
        constraint reply_sample_blind_check check (judge_department_id <> replier_department_id)
      ) partition by range (letter_id);

      -- A pair that ends is kept with its last day, so that what was true of a past month stays so.
      alter table service_item_channel
        add column required_from date,
        add column required_until date,
        add column live_from date,
        add column live_until date;
      update service_item_channel
      set required_from = case when required then coalesce(live_since, current_date) end,
        live_from = coalesce(live_since, current_date);
      alter table service_item_channel drop column required, drop column live_since;

      -- Whose figures a department's count into, by month: a reorganisation never rewrites the past of those it left.
      create table department_place (
        department_id integer not null,
        from_month    date    not null,
        region_code   text    not null,
        line_code     text    not null,
        constraint department_place_pkey primary key (department_id, from_month),
        constraint department_place_department_fkey foreign key (department_id) references department (id) on delete cascade,
        constraint department_place_region_fkey foreign key (region_code) references region (code),
        constraint department_place_line_fkey foreign key (line_code) references function_line (code),
        constraint department_place_month_check check (extract(day from from_month) = 1)
      );
      insert into department_place (department_id, from_month, region_code, line_code)
      select id, '0001-01-01', region_code, line_code
      from department;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table department_place;
      alter table service_item_channel
        add column required boolean not null default true,
        add column live_since date;
      update service_item_channel set required = required_from is not null, live_since = live_from;
      alter table service_item_channel
        drop column required_from, drop column required_until, drop column live_from, drop column live_until;
      drop table reply_sample, appeal, rectification_event, rectification;
    `);
  }
}
