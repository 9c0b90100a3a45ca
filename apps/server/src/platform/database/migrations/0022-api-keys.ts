import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys by which the systems of departments come in by themselves. Only a keyed hash is stored: nobody can read a key here. */
export class ApiKeys1763700000022 implements MigrationInterface {
  name = 'ApiKeys1763700000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_key (
        id            uuid        not null,
        name          text        not null,
        secret_hash   bytea       not null,
        -- What the key is for. Which words there are is told by the code, so that a new one needs no change here.
        scopes        text[]      not null,
        -- The key reaches this department and those below it; null: all departments.
        department_id integer,
        created_at    timestamptz not null,
        revoked_at    timestamptz,
        -- To the minute, so that a busy key is not written at each use.
        last_used_at  timestamptz,
        constraint api_key_pkey primary key (id),
        constraint api_key_department_fkey foreign key (department_id) references department (id),
        constraint api_key_name_check check (name <> ''),
        constraint api_key_secret_check check (octet_length(secret_hash) = 32),
        constraint api_key_scopes_check check (cardinality(scopes) > 0)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_key');
  }
}
