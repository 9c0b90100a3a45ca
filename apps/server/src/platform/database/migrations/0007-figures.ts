import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures, what is stale about them, and the versions of the indicator system they are made under. */
export class Figures1763700000007 implements MigrationInterface {
  name = 'Figures1763700000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table indicator_system (
        version        integer     not null,
        effective_from date        not null,
        settings       jsonb       not null,
        note_zh        text        not null,
        note_en        text        not null,
        author         text        not null,
        adopted_at     timestamptz not null default now(),
        constraint indicator_system_pkey primary key (version),
        constraint indicator_system_from_key unique (effective_from)
      );
      insert into indicator_system (version, effective_from, settings, note_zh, note_en, author) values
        (1, '2000-01-01', '{"indicators": ["R2", "C1", "D1", "P1"]}',
         '首版：按期答复、办件满意、按期公开、主动评价四项', 'First version: four indicators, on replies, satisfaction, disclosure and participation', 'installation');

      -- A figure carries the sums it rests on, so that it can be recomputed from its own row.
      create table figure (
        scope_kind     text             not null,
        scope_code     text             not null,
        period_kind    text             not null,
        period_start   date             not null,
        indicator      text             not null,
        system_version integer          not null,
        numerator      double precision not null,
        denominator    bigint           not null,
        value          double precision not null,
        low            double precision not null,
        high           double precision not null,
        sums           jsonb            not null,
        constraint figure_pkey primary key (scope_kind, scope_code, period_kind, period_start, indicator),
        constraint figure_scope_check check (scope_kind in ('site', 'region', 'line', 'department', 'item')),
        constraint figure_period_check check (period_kind in ('month', 'quarter', 'year')),
        constraint figure_denominator_check check (denominator > 0),
        constraint figure_system_fkey foreign key (system_version) references indicator_system (version)
      );
      create index figure_ranking_idx on figure (indicator, period_kind, period_start, scope_kind);

      -- The sums of every measure behind a scope and period: totals, level counts and what no indicator divides.
      create table figure_sum (
        scope_kind   text  not null,
        scope_code   text  not null,
        period_kind  text  not null,
        period_start date  not null,
        sums         jsonb not null,
        -- The waiting-time curve of letters received in the period, in working days; null without letters.
        wait         jsonb,
        constraint figure_sum_pkey primary key (scope_kind, scope_code, period_kind, period_start)
      );

      create table figure_stale (
        department_id integer not null,
        month         date    not null,
        constraint figure_stale_pkey primary key (department_id, month)
      );

      -- One row: grows with every recomputation, so that pages and answers can say which state they show.
      create table figure_version (
        only_row    boolean     not null default true,
        version     bigint      not null,
        -- The last local day that the figures have counted in full.
        through     date,
        computed_at timestamptz,
        constraint figure_version_pkey primary key (only_row),
        constraint figure_version_only_check check (only_row)
      );
      insert into figure_version (version) values (0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table figure_version, figure_stale, figure_sum, figure, indicator_system;');
  }
}
