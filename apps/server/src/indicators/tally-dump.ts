import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import { DAY_SHAPE, WAIT_SHAPE } from '../platform/tallies/columns.ts';
import type { SumShape } from './tally-sql.ts';
import { MONTH_SHAPE, keyOrder } from './tally-sql.ts';

/**
 * The three tally tables as text, one row a line, in key order: two databases with the same tallies give the same
 * bytes. The manager must stand in a transaction.
 */
export async function canonicalDump(manager: EntityManager): Promise<string> {
  const parts: Buffer[] = [];
  await dumpInto(manager, (bytes) => parts.push(bytes));
  return Buffer.concat(parts).toString('utf8');
}

/** SHA-256 of the canonical dump, in hex, without holding the dump in memory. */
export async function tallyHash(manager: EntityManager): Promise<string> {
  const hash = createHash('sha256');
  await dumpInto(manager, (bytes) => hash.update(bytes));
  return hash.digest('hex');
}

async function dumpInto(manager: EntityManager, take: (bytes: Buffer) => unknown): Promise<void> {
  const client = (await manager.queryRunner!.connect()) as PoolClient;
  for (const shape of [DAY_SHAPE, MONTH_SHAPE, WAIT_SHAPE] as const) {
    take(Buffer.from(`-- ${shape.tally}\n`));
    const sink = new Writable({
      write(bytes: Buffer, _encoding, done) {
        take(bytes);
        done();
      },
    });
    await pipeline(client.query(copyTo(rowsInOrder(shape))), sink);
  }
}

const rowsInOrder = ({ tally, keys, measures }: SumShape): string =>
  `copy (select ${[...keys, ...measures].join(', ')} from ${tally} order by ${keyOrder(keys)}) to stdout`;
