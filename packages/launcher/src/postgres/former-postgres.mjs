// What did the last PostgreSQL of this folder leave behind?

import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.mjs';
import { processCommand } from '../process-identity.mjs';

/**
 * Leaves the folder without a running PostgreSQL and without a stale `postmaster.pid`.
 * A PostgreSQL whose launcher was killed is shutting down at this moment: it gets `waitMsMax` for that.
 * After a crash of the machine the noted number may belong to any other program; the note is then removed,
 * because PostgreSQL itself would refuse to start.
 * @param {string} cluster
 */
export async function waitForFormerPostgres(cluster, waitMsMax = 20_000) {
  const deadline = Date.now() + waitMsMax;
  while (runningPostgres(cluster) !== null) {
    if (Date.now() > deadline) {
      throw new Problem(
        `Another PostgreSQL (process ${runningPostgres(cluster)}) is running on ${cluster}; stop it first, or set HUIYIN_DATA to another folder.`,
      );
    }
    await sleep(100);
  }
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

/**
 * The number of the PostgreSQL that runs on this folder now, or null.
 * @param {string} cluster
 * @returns {number | null}
 */
function runningPostgres(cluster) {
  const note = path.join(cluster, 'postmaster.pid');
  if (!existsSync(note)) return null;
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
  const command = Number.isInteger(pid) && pid > 0 ? processCommand(pid) : null;
  return command?.includes('postgres') && command.includes(cluster) ? pid : null;
}
