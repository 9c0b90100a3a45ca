import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Histories stay append-only, but for the seals on their notes when keys rotate: what a note says cannot be changed. */
export class Resealing1763700000016 implements MigrationInterface {
  name = 'Resealing1763700000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function refuse_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and current_setting('huiyin.resealing', true) = 'on'
          and to_jsonb(new) - '{note_sealed,before_sealed}'::text[] = to_jsonb(old) - '{note_sealed,before_sealed}'::text[]
        then
          return new;
        end if;
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$;
    `);
  }
}
