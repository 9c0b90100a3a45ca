import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { Sealer } from './sealer.ts';

/** A table with sealed columns, and the columns that its rows are found by. */
interface SealedTable {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** Everything in the database that is sealed. */
export const SEALED: readonly SealedTable[] = [
  { table: 'rating', key: ['department_id', 'id'], columns: ['comment_sealed', 'contact_sealed'] },
  { table: 'rating_event', key: ['department_id', 'rating_id', 'seq'], columns: ['before_sealed'] },
  {
    table: 'letter',
    key: ['department_id', 'id'],
    columns: ['subject_sealed', 'body_sealed', 'writer_sealed'],
  },
  { table: 'letter_event', key: ['department_id', 'letter_id', 'seq'], columns: ['note_sealed'] },
  { table: 'reply', key: ['department_id', 'letter_id', 'seq'], columns: ['body_sealed'] },
  {
    table: 'rectification_event',
    key: ['department_id', 'rectification_id', 'seq'],
    columns: ['note_sealed'],
  },
];

/** Rows of one transaction. */
const BATCH = 500;

/**
 * Seals everything anew with the current key, while the site goes on. Stopped at any moment it has lost nothing, and goes on
 * from there when it is called again.
 */
@Injectable()
export class ResealingService {
  constructor(
    private readonly source: DataSource,
    private readonly sealer: Sealer,
  ) {}

  /** How many texts were sealed anew. */
  async reseal(progress: (table: string, texts: number) => void = () => undefined): Promise<number> {
    let total = 0;
    for (const one of SEALED) {
      let texts = 0;
      for (;;) {
        const done = await this.source.transaction((manager) => this.batch(manager, one));
        if (done === 0) break;
        texts += done;
      }
      progress(one.table, texts);
      total += texts;
    }
    return total;
  }

  /** How many texts there are by the key that they are sealed with. */
  async counts(): Promise<ReadonlyMap<number, number>> {
    const counts = new Map<number, number>();
    for (const { table, columns } of SEALED) {
      for (const column of columns) {
        const rows: { key: number; count: string }[] = await this.source.query(
          `select get_byte(${column}, 1) as key, count(*) as count
           from ${table}
           where ${column} is not null
           group by 1`,
        );
        for (const { key, count } of rows) counts.set(key, (counts.get(key) ?? 0) + Number(count));
      }
    }
    return counts;
  }

  private async batch(manager: EntityManager, { table, key, columns }: SealedTable): Promise<number> {
    // Histories are append-only; what they say stays the same, only its seal is another one.
    await manager.query(`set local huiyin.resealing = 'on'`);
    const { current } = this.sealer;
    const old = columns.map((column) => `get_byte(${column}, 1) <> $1`).join(' or ');
    const rows: Record<string, unknown>[] = await manager.query(
      `select ${[...key, ...columns].join(', ')}
       from ${table}
       where ${old}
       limit ${BATCH}
       for update`,
      [current],
    );
    let texts = 0;
    for (const row of rows) {
      const sealed = columns.map((column) => {
        const bytes = row[column] as Buffer | null;
        if (bytes === null || this.sealer.keyIdOf(bytes) === current) return bytes;
        texts += 1;
        return this.sealer.seal(this.sealer.open(bytes));
      });
      await manager.query(
        `update ${table}
         set ${columns.map((column, index) => `${column} = $${index + 1}`).join(', ')}
         where ${key.map((column, index) => `${column} = $${columns.length + index + 1}`).join(' and ')}`,
        [...sealed, ...key.map((column) => row[column])],
      );
    }
    return texts;
  }
}
