import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Local choices, versioned: clocks, the late-rating window, and which days are worked. A version is never changed. */
export class Policies1763700000002 implements MigrationInterface {
  name = 'Policies1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table policy (
        kind           text        not null,
        version        integer     not null,
        effective_from date        not null,
        settings       jsonb       not null,
        author         text        not null,
        reason         text        not null,
        adopted_at     timestamptz not null default now(),
        constraint policy_pkey primary key (kind, version),
        constraint policy_kind_check check (kind in ('letter', 'rating'))
      );

      create table calendar_version (
        version      integer     not null,
        covered_from smallint    not null,
        covered_to   smallint    not null,
        author       text        not null,
        reason       text        not null,
        adopted_at   timestamptz not null default now(),
        constraint calendar_version_pkey primary key (version),
        constraint calendar_version_covered_check check (covered_from <= covered_to)
      );

      -- Only the exceptions to Monday-to-Friday: holidays on weekdays, and weekends that are worked (调休).
      create table calendar_day (
        version integer not null,
        day     date    not null,
        working boolean not null,
        name_zh text    not null,
        constraint calendar_day_pkey primary key (version, day),
        constraint calendar_day_version_fkey foreign key (version) references calendar_version (version) on delete cascade
      );

      insert into policy (kind, version, effective_from, settings, author, reason) values
        ('letter', 1, '2000-01-01', '{
          "zone": "Asia/Shanghai",
          "clocks": {
            "notice":     { "unit": "working_day", "amount": 1 },
            "reply":      { "unit": "working_day", "amount": 15 },
            "disclosure": { "unit": "working_day", "amount": 20 }
          },
          "clocksByType": {
            "enquiry": { "reply": { "unit": "working_day", "amount": 5 } },
            "praise":  { "reply": { "unit": "working_day", "amount": 5 } }
          }
        }', 'installation', 'The clocks a new installation begins with; adopt a version of your own.'),
        ('rating', 1, '2000-01-01', '{ "lateWindow": { "unit": "working_day", "amount": 5 } }',
          'installation', 'The window a new installation begins with; adopt a version of your own.');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table calendar_day, calendar_version, policy;');
  }
}
