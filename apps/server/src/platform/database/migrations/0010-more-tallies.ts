import type { MigrationInterface, QueryRunner } from 'typeorm';

const MEASURES = [
  'notice_due',
  'notice_on_time',
  'open_letters',
  'overdue_letters',
  'first_dispatched',
  'first_dispatch_kept',
  'callback_answered',
  'callback_resolved',
  'callback_level_1',
  'callback_level_2',
  'callback_level_3',
  'callback_level_4',
  'callback_level_5',
  'repeat_due',
  'repeat_came',
  'reply_judged',
  'reply_substantive',
  'contact_due',
  'contact_on_time',
  'rectify_due',
  'rectify_on_time',
  'rectified_answered',
  'rectified_satisfied',
  'published',
  'published_complete',
  'withheld',
  'withheld_reasoned',
  'appeal_decided',
  'appeal_upheld',
  'channels_required',
  'channels_live',
];
/** The measures that there were before, in the order of their columns. */
const EARLIER = [
  'invited',
  'invited_rated',
  'level_1',
  'level_2',
  'level_3',
  'level_4',
  'level_5',
  'rating_default',
  'rating_excluded',
  'rating_withdrawn',
  'letter_received',
  'reply_due',
  'reply_on_time',
  'letter_closed',
  'closed_resolved',
  'closed_unresolved',
  'disclosure_due',
  'disclosed_on_time',
];
const TABLES = ['tally_day', 'tally_delta'];

/**
 * The measures of the rest of the indicators, and the second clock of waiting times. A figure is from now on kept as the
 * sums of its scope and period alone: every indicator's value is a formula over them, reckoned where it is read. The
 * tallies are rebuilt from the facts when the new program first starts (the site setting \`rebuild_due\`), since old
 * contributions know nothing of the new measures.
 */
export class MoreTallies1763700000010 implements MigrationInterface {
  name = 'MoreTallies1763700000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(
        `alter table ${table} ${MEASURES.map((name) => `add column ${name} integer not null default 0`).join(', ')}`,
      );
    }
    await runner.query(`
      alter table tally_wait add column clock text not null default 'full';
      alter table tally_wait alter column clock drop default;
      alter table tally_wait drop constraint tally_wait_pkey;
      alter table tally_wait add constraint tally_wait_pkey
        primary key (department_id, day, letter_type, clock, unit, wait);
      alter table tally_wait add constraint tally_wait_clock_check check (clock in ('first', 'full'));
      alter table wait_delta add column clock text not null default 'full';
      alter table wait_delta alter column clock drop default;

      -- The cells of the days, without the day: what figures and the parts of a change are summed from.
      drop table tally_month;
      create table tally_month (
        department_id integer not null,
        month         date    not null,
        item_id       integer not null,
        channel       text    not null,
        letter_type   text    not null,
        ${[...EARLIER, ...MEASURES].map((name) => `${name} integer not null default 0`).join(',\n        ')},
        constraint tally_month_pkey primary key (department_id, month, item_id, channel, letter_type),
        constraint tally_month_first_check check (extract(day from month) = 1)
      );
      insert into tally_month (department_id, month, item_id, channel, letter_type, ${EARLIER.join(', ')})
      select department_id, date_trunc('month', day)::date, item_id, channel, letter_type, ${EARLIER.map((name) => `sum(${name})`).join(', ')}
      from tally_day
      group by department_id, date_trunc('month', day), item_id, channel, letter_type;

      insert into site_setting (key, value)
      select 'rebuild_due', 'true'
      where exists (select from tally_day);

      drop table figure;
      drop table figure_sum;
      -- The sums of every measure behind a scope and period, and how the waits of its letters ended, by clock.
      create table figure_sum (
        scope_kind   text  not null,
        scope_code   text  collate "C" not null,
        period_kind  text  not null,
        period_start date  not null,
        sums         jsonb not null,
        waits        jsonb,
        -- What the public is told instead, while releases speak of some months of a longer period; null where of none.
        told_sums    jsonb,
        told_waits   jsonb,
        constraint figure_sum_pkey primary key (scope_kind, scope_code, period_kind, period_start),
        constraint figure_sum_scope_check check (scope_kind in ('site', 'region', 'line', 'department', 'item', 'channel')),
        constraint figure_sum_period_check check (period_kind in ('month', 'quarter', 'year', 'rolling'))
      );
      create index figure_sum_period_idx on figure_sum (period_kind, period_start, scope_kind);

      -- Cells that rest on 1–10 people, and those that must hide them; by population, the people an indicator rests on.
      create table figure_withheld (
        scope_kind   text not null,
        scope_code   text collate "C" not null,
        period_kind  text not null,
        period_start date not null,
        population   text not null,
        constraint figure_withheld_pkey primary key (scope_kind, scope_code, period_kind, period_start, population)
      );

      -- For which sizes of its cells a population was last looked through.
      create table figure_withheld_state (
        population text  not null,
        digest     bytea not null,
        constraint figure_withheld_state_pkey primary key (population)
      );

      -- What was published: a row is never changed or removed, a correction is a release of its own.
      create table release (
        id             text        not null,
        number         integer     not null,
        edition        integer     not null,
        period_kind    text        not null,
        period_start   date        not null,
        made_at        timestamptz not null,
        through        date        not null,
        supersedes     text,
        reason_zh      text        not null,
        reason_en      text        not null,
        author         text        not null,
        system_version integer     not null,
        code_version   text        not null,
        sha256         text        not null,
        figures        integer     not null,
        withheld       integer     not null,
        held           integer     not null,
        -- The canonical JSON, compressed; its bytes are what the SHA-256 is of.
        body           bytea       not null,
        bytes          integer     not null,
        constraint release_pkey primary key (id),
        constraint release_number_key unique (number),
        constraint release_edition_key unique (period_kind, period_start, edition),
        constraint release_supersedes_key unique (supersedes),
        constraint release_supersedes_fkey foreign key (supersedes) references release (id),
        constraint release_period_check check (period_kind in ('month', 'quarter', 'year')),
        constraint release_system_fkey foreign key (system_version) references indicator_system (version)
      );
      create trigger release_append_only before update or delete on release
        for each row execute function refuse_change();

      -- Which release speaks for a period, and what it says of each scope: what everybody is shown from then on.
      create table released_period (
        period_kind  text not null,
        period_start date not null,
        release_id   text not null,
        constraint released_period_pkey primary key (period_kind, period_start),
        constraint released_period_release_fkey foreign key (release_id) references release (id)
      );
      create table released_figure (
        scope_kind   text   not null,
        scope_code   text   collate "C" not null,
        period_kind  text   not null,
        period_start date   not null,
        sums         jsonb  not null,
        waits        jsonb,
        withheld     text[] not null,
        constraint released_figure_pkey primary key (scope_kind, scope_code, period_kind, period_start)
      );
      create index released_figure_period_idx on released_figure (period_kind, period_start, scope_kind);

      create view public_figure as
      select scope_kind, scope_code, period_kind, period_start, sums, waits, withheld, true as released
      from released_figure
      union all
      select scope_kind, scope_code, period_kind, period_start, coalesce(told_sums, sums),
        case when told_sums is null then waits else told_waits end,
        array(
          select population
          from figure_withheld w
          where w.scope_kind = f.scope_kind and w.scope_code = f.scope_code
            and w.period_kind = f.period_kind and w.period_start = f.period_start
        ),
        false
      from figure_sum f
      where not exists (
        select
        from released_period r
        where r.period_kind = f.period_kind and r.period_start = f.period_start
      )
        -- Of the rolling years those that end with a quarter: with one for every month, months could be told apart by
        -- subtraction, and far more of them would have to be withheld.
        and (f.period_kind <> 'rolling' or extract(month from f.period_start) in (1, 4, 7, 10));
    `);
  }

  async down(): Promise<void> {
    throw new Error('the old figures are not kept: restore the backup that was made before the upgrade');
  }
}
