import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When whoever was invited first touched the form: between the offer and the answer lies whether anybody saw it. */
export class InvitationsOpened1763700000023 implements MigrationInterface {
  name = 'InvitationsOpened1763700000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table invitation add column opened_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table invitation drop column opened_at');
  }
}
