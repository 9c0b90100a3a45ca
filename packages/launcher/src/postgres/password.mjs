// The embedded database's password: random, made once, kept beside the data, readable by its owner only.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../problem.mjs';

/** A password for a database that nobody will see again. */
export function newPassword() {
  return randomBytes(24).toString('hex');
}

/**
 * The password of this data folder. It is written before the database is made, so the two belong together.
 * @param {string} dataFolder
 * @param {string} cluster the database's folder
 */
export function keptPassword(dataFolder, cluster) {
  const file = path.join(dataFolder, 'database-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(path.join(cluster, 'PG_VERSION'))) {
    throw new Problem(
      `The password file ${file} of the embedded database is missing; restore it from your backup.`,
    );
  }
  const password = newPassword();
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}
