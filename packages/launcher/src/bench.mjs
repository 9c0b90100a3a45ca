// npm run bench -- NAME: one measurement, on a durable database of its own.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { atEnd } from './ending.mjs';
import { install } from './install.mjs';
import { root } from './places.mjs';
import { startPostgres } from './postgres/start-postgres.mjs';
import { Problem } from './problem.mjs';
import { runNode } from './run-node.mjs';

const ending = '.bench.mjs';
const folder = path.join(root, 'tests/load');

/**
 * Runs tests/load/NAME.bench.mjs with HUIYIN_BENCH_DATABASE_URL: the superuser's address of a new PostgreSQL that really
 * writes to disk, as the product's does, and is removed afterwards.
 * @param {string[]} words the name and what the measurement itself is told
 * @returns {Promise<number>} its exit status
 */
export default async function bench([name = '', ...words]) {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
  if (!names.includes(name)) {
    throw new Problem(`There is no measurement "${name}"; there are: ${names.join(', ') || 'none yet'}.`);
  }
  await install();
  await build();
  const dir = mkdtempSync(path.join(os.tmpdir(), 'huiyin-bench-'));
  atEnd(() => rmSync(dir, { recursive: true, force: true }));
  const postgres = await startPostgres({ dir });
  atEnd(postgres.stop);
  const env = { ...process.env, HUIYIN_BENCH_DATABASE_URL: postgres.url };
  const { status } = await runNode([path.join(folder, `${name}${ending}`), ...words], { env, show: true });
  return status;
}
