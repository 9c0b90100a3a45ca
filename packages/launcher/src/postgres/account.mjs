// PostgreSQL refuses to run as root. Which account runs it then, and which folders can that account enter?

import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../problem.mjs';

/** @typedef {{ uid: number, gid: number } | null} Account null: this process' own account will do. */

/**
 * The unprivileged account for PostgreSQL: `postgres`, else `nobody` – only when we are root.
 * @returns {Account}
 */
export function accountForPostgres() {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const uid = numberOf('-u', name);
    const gid = numberOf('-g', name);
    if (uid !== null && gid !== null) return { uid, gid };
  }
  throw new Problem(
    'Running as root, and neither the account "postgres" nor "nobody" exists to run the database.',
  );
}

/** @param {'-u' | '-g'} kind @param {string} name */
function numberOf(kind, name) {
  try {
    return Number(
      execFileSync('id', [kind, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return null;
  }
}

/**
 * Whether any account may walk into the folder (or into the nearest one above it that exists).
 * @param {string} folder
 */
export function anybodyCanEnter(folder) {
  let at = path.resolve(folder);
  while (!existsSync(at)) at = path.dirname(at);
  for (;;) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
    at = path.dirname(at);
  }
}
