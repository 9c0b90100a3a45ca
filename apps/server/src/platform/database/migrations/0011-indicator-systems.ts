import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indicator systems as versions of everything that is a local choice: weights, goalposts, minimum samples, volume bands. A
 * draft becomes a version only with a preview of what it changes; what was known then is kept with the version.
 */
export class IndicatorSystems1763700000011 implements MigrationInterface {
  name = 'IndicatorSystems1763700000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update indicator_system
      set settings = '{
        "dimensions": [
          {"code": "R", "weight": 0.2}, {"code": "S", "weight": 0.25}, {"code": "C", "weight": 0.2},
          {"code": "Z", "weight": 0.15}, {"code": "D", "weight": 0.1}, {"code": "P", "weight": 0.1}
        ],
        "indicators": [
          {"code": "R1", "weight": 1, "worst": 0.6, "best": 1}, {"code": "R2", "weight": 1, "worst": 0.5, "best": 1},
          {"code": "R3", "weight": 1, "worst": 0.6, "best": 0}, {"code": "R4", "weight": 1, "worst": 0.6, "best": 1},
          {"code": "S1", "weight": 1, "worst": 0.2, "best": 0.95}, {"code": "S2", "weight": 1, "worst": 0.3, "best": 0},
          {"code": "S3", "weight": 1, "worst": 0.2, "best": 1}, {"code": "C1", "weight": 1, "worst": 40, "best": 100},
          {"code": "C2", "weight": 1, "worst": 30, "best": 100}, {"code": "Z1", "weight": 1, "worst": 0.4, "best": 1},
          {"code": "Z2", "weight": 1, "worst": 0.4, "best": 1}, {"code": "Z3", "weight": 1, "worst": 0.1, "best": 0.9},
          {"code": "D1", "weight": 1, "worst": 0.3, "best": 1}, {"code": "D2", "weight": 1, "worst": 0.5, "best": 1},
          {"code": "D3", "weight": 1, "worst": 0.5, "best": 1}, {"code": "P1", "weight": 1, "worst": 0, "best": 0.5},
          {"code": "P2", "weight": 1, "worst": 0.3, "best": 1}
        ],
        "floor": 1,
        "minimum": {"scored": 30, "ranked": 100},
        "peers": {"volumeBands": [500, 20000]}
      }',
        note_zh = '首版：六个方面十七项指标', note_en = 'First version: seventeen indicators on six sides'
      where version = 1;

      create table indicator_system_draft (
        id            integer     generated always as identity,
        settings      jsonb       not null,
        note_zh       text        not null,
        note_en       text        not null,
        author        text        not null,
        drafted_at    timestamptz not null default now(),
        -- What adopting it would change, of which state of the figures; null until somebody looked.
        preview       jsonb,
        previewed_at  timestamptz,
        figure_version bigint,
        adopted_as    integer,
        constraint indicator_system_draft_pkey primary key (id),
        constraint indicator_system_draft_adopted_fkey foreign key (adopted_as) references indicator_system (version)
      );
      alter table indicator_system add column preview jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table indicator_system drop column preview; drop table indicator_system_draft;',
    );
  }
}
