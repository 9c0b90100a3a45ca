import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What writers need: words that go with a deed of theirs, sealed; one letter an id wherever it was sent; and who takes the
 * letters of those who do not know whom to write to.
 */
export class Writers1763700000015 implements MigrationInterface {
  name = 'Writers1763700000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table letter_event add column note_sealed bytea;

      create index letter_number_letter_idx on letter_number (letter_id);

      create table dispatch_centre (
        region_code   text    not null,
        department_id integer not null,
        constraint dispatch_centre_pkey primary key (region_code),
        constraint dispatch_centre_region_fkey foreign key (region_code) references region (code),
        constraint dispatch_centre_department_fkey foreign key (department_id) references department (id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table dispatch_centre;
      drop index letter_number_letter_idx;
      alter table letter_event drop column note_sealed;
    `);
  }
}
