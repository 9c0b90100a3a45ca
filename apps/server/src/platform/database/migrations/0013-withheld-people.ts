import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many people a withheld cell had when it was last looked at. While it has as many it stays withheld: shown later, it
 * would tell of the cells that it once hid.
 */
export class WithheldPeople1763700000013 implements MigrationInterface {
  name = 'WithheldPeople1763700000013';

  async up(runner: QueryRunner): Promise<void> {
    // Whose number is not known yet is looked at anew.
    await runner.query(`
      alter table figure_withheld add column people integer not null default 0;
      alter table figure_withheld alter column people drop default;
      delete from figure_withheld_state;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table figure_withheld drop column people');
  }
}
