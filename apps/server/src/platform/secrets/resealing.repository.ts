import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SealedTable } from './sealed-columns.ts';

/** The sealed texts of one row, in the order of the table's columns. */
export type SealedTexts = readonly (Buffer | null)[];

export interface SealedRow {
  readonly key: readonly unknown[];
  readonly texts: SealedTexts;
}

/** Sealed columns whatever they hold. The second byte of a sealed text is the id of the key that sealed it. */
@Injectable()
export class ResealingRepository {
  /** Histories are append-only; what they say stays the same, only its seal may be another one in this transaction. */
  async allow(manager: EntityManager): Promise<void> {
    await manager.query(`set local huiyin.resealing = 'on'`);
  }

  /** Some rows that another key than this one seals a text of, locked until the transaction ends. */
  async sealedOtherwise(
    manager: EntityManager,
    { table, key, columns, atOnce }: SealedTable,
    keyId: number,
  ): Promise<SealedRow[]> {
    const rows: Record<string, unknown>[] = await manager.query(
      `select ${[...key, ...columns].join(', ')}
       from ${table}
       where ${columns.map((column) => `get_byte(${column}, 1) <> $1`).join(' or ')}
       limit $2
       for update`,
      [keyId, atOnce],
    );
    return rows.map((row) => ({
      key: key.map((column) => row[column]),
      texts: columns.map((column) => row[column] as Buffer | null),
    }));
  }

  async write(manager: EntityManager, { table, key, columns }: SealedTable, row: SealedRow): Promise<void> {
    await manager.query(
      `update ${table}
       set ${columns.map((column, index) => `${column} = $${index + 1}`).join(', ')}
       where ${key.map((column, index) => `${column} = $${columns.length + index + 1}`).join(' and ')}`,
      [...row.texts, ...row.key],
    );
  }

  /** How many texts of a table each key seals. */
  async counts(
    manager: EntityManager,
    { table, columns }: SealedTable,
  ): Promise<{ readonly keyId: number; readonly count: number }[]> {
    const counts: { keyId: number; count: number }[] = [];
    for (const column of columns) {
      const rows: { key: number; count: string }[] = await manager.query(
        `select get_byte(${column}, 1) as key, count(*) as count
         from ${table}
         where ${column} is not null
         group by 1`,
      );
      for (const { key, count } of rows) counts.push({ keyId: key, count: Number(count) });
    }
    return counts;
  }
}
