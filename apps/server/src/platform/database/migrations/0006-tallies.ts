import type { MigrationInterface, QueryRunner } from 'typeorm';

const MEASURES = `
        invited           integer not null default 0,
        invited_rated     integer not null default 0,
        level_1           integer not null default 0,
        level_2           integer not null default 0,
        level_3           integer not null default 0,
        level_4           integer not null default 0,
        level_5           integer not null default 0,
        rating_default    integer not null default 0,
        rating_excluded   integer not null default 0,
        rating_withdrawn  integer not null default 0,
        letter_received   integer not null default 0,
        reply_due         integer not null default 0,
        reply_on_time     integer not null default 0,
        letter_closed     integer not null default 0,
        closed_resolved   integer not null default 0,
        closed_unresolved integer not null default 0,
        disclosure_due    integer not null default 0,
        disclosed_on_time integer not null default 0`;

/**
 * The tallies, and the outbox they are folded from. A fact writes its deltas in its own transaction; the fold claims
 * outbox rows and adds them to the tallies in one transaction, marking what figures have become stale.
 */
export class Tallies1763700000006 implements MigrationInterface {
  name = 'Tallies1763700000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tally_day (
        department_id integer not null,
        day           date    not null,
        item_id       integer not null,
        channel       text    not null,
        letter_type   text    not null,${MEASURES},
        constraint tally_day_pkey primary key (department_id, day, item_id, channel, letter_type)
      ) partition by range (day);

      -- The same, summed over a month and over every facet: what rankings and long spans read.
      create table tally_month (
        department_id integer not null,
        month         date    not null,${MEASURES},
        constraint tally_month_pkey primary key (department_id, month),
        constraint tally_month_first_check check (extract(day from month) = 1)
      );

      create table tally_wait (
        department_id   integer not null,
        day             date    not null,
        letter_type     text    not null,
        unit            text    not null,
        wait            integer not null,
        received        integer not null default 0,
        answered        integer not null default 0,
        left_unanswered integer not null default 0,
        constraint tally_wait_pkey primary key (department_id, day, letter_type, unit, wait),
        constraint tally_wait_unit_check check (unit in ('working_day', 'calendar_day')),
        constraint tally_wait_wait_check check (wait >= 0)
      );

      create table tally_delta (
        id            bigint  generated always as identity,
        department_id integer not null,
        day           date    not null,
        item_id       integer not null,
        channel       text    not null,
        letter_type   text    not null,${MEASURES},
        constraint tally_delta_pkey primary key (department_id, id)
      );
      create index tally_delta_id_idx on tally_delta (id);

      create table wait_delta (
        id              bigint  generated always as identity,
        department_id   integer not null,
        day             date    not null,
        letter_type     text    not null,
        unit            text    not null,
        wait            integer not null,
        received        integer not null default 0,
        answered        integer not null default 0,
        left_unanswered integer not null default 0,
        constraint wait_delta_pkey primary key (department_id, id)
      );
      create index wait_delta_id_idx on wait_delta (id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table wait_delta, tally_delta, tally_wait, tally_month, tally_day;');
  }
}
