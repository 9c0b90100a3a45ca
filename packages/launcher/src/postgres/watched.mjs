// Starts a program of PostgreSQL under the watchdog: see watchdog.sh.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * @typedef {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, null,
 *   import('node:stream').Readable>} Watched closing its standard input asks the program to end
 */

/**
 * A process that ends when we end, whatever ends us.
 * @param {string[]} command the program and its words
 * @param {{ account: import('./account.mjs').Account, cwd: string, ephemeral?: string | null }} wish
 *   `ephemeral`: a folder to remove in the end
 * @returns {Watched}
 */
export function spawnWatched(command, { account, cwd, ephemeral = null }) {
  // Given as text, because the account may not be able to read our file.
  const watchdog = readFileSync(new URL('./watchdog.sh', import.meta.url), 'utf8');
  return spawn('/bin/sh', ['-c', watchdog, 'huiyin-postgres', ...command], {
    ...account,
    cwd,
    env: { PATH: process.env.PATH, LC_ALL: 'C', HUIYIN_EPHEMERAL: ephemeral ?? '' },
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true, // Ctrl-C goes to us alone; the database stops last.
  });
}
