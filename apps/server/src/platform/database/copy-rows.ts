import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import { DefectError } from '../errors/errors.ts';

/** A value of a row for COPY. Instants are Dates, bytes are Buffers, arrays hold texts. */
export type CopyValue = string | number | boolean | null | Date | Buffer | readonly string[];

/** One row in the text form of COPY, with its line end. */
export const copyLine = (values: readonly CopyValue[]): string => `${values.map(copyText).join('\t')}\n`;

/**
 * Sends lines made by `copyLine` into a table by COPY, in the manager's own transaction. Table and columns are our own
 * words, never a visitor's. Throws DefectError for a manager outside a transaction, which has no connection of its own.
 */
export async function copyLines(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  if (manager.queryRunner === undefined) throw new DefectError('COPY needs the manager of a transaction');
  const client = (await manager.queryRunner.connect()) as PoolClient;
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  await new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
    stream.end(lines.join(''));
  });
}

const UNSAFE = /[\\\n\r\t]/;
const EACH_UNSAFE = new RegExp(UNSAFE, 'g');
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return escaped(arrayText(value));
}

const escaped = (text: string): string =>
  UNSAFE.test(text) ? text.replace(EACH_UNSAFE, (character) => ESCAPES[character]!) : text;

const arrayText = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
