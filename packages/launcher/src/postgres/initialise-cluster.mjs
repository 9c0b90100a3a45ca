// Makes the files of a new PostgreSQL, once.

import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Problem, lastLines } from '../problem.mjs';
import { giveTo } from './cluster-place.mjs';
import { spawnWatched } from './watched.mjs';

/** @typedef {import('./account.mjs').Account} Account */

/**
 * Leaves an initialised database in `cluster`: the one that is there, or a new one with this password.
 * Dying in the middle leaves nothing that looks finished, so the next start begins again.
 * @param {{ bin: string, cluster: string, account: Account, password: string, durable: boolean }} wish
 */
export async function initialiseCluster({ bin, cluster, account, password, durable }) {
  if (existsSync(path.join(cluster, 'PG_VERSION'))) return refuseOtherVersion(bin, cluster);
  removeUnfinished(cluster);
  const unfinished = `${cluster}.new-${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  mkdirSync(unfinished);
  giveTo(account, unfinished);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await initdb({ bin, folder: unfinished, account, passwordFile, durable });
    renameSync(unfinished, cluster);
  } finally {
    removeUnfinished(cluster);
  }
}

/**
 * What a start left that was killed in the middle. Its initdb may still be dying, and write until it is dead.
 * @param {string} cluster
 */
function removeUnfinished(cluster) {
  const folder = path.dirname(cluster);
  const unfinished = readdirSync(folder).filter((name) => name.startsWith(`${path.basename(cluster)}.new-`));
  for (const name of unfinished) {
    rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

/** @param {{ bin: string, folder: string, account: Account, passwordFile: string, durable: boolean }} wish */
async function initdb({ bin, folder, account, passwordFile, durable }) {
  const settings = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  // Chinese search needs a UTF-8 locale: with locale C, pg_trgm finds no Chinese trigram and says nothing.
  const texts = ['-E', 'UTF8', '--locale=C.UTF-8'];
  const command = [
    path.join(bin, 'initdb'),
    '-D',
    folder,
    ...settings,
    ...texts,
    ...(durable ? [] : ['--no-sync']),
  ];
  const child = spawnWatched(command, { account, cwd: folder });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (status !== 0)
    throw new Problem(`The embedded database could not be made in ${folder}:\n${lastLines(said)}`);
}

/** @param {string} bin @param {string} cluster */
function refuseOtherVersion(bin, cluster) {
  const made = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  const here = /(\d+)/.exec(execFileSync(path.join(bin, 'postgres'), ['-V'], { encoding: 'utf8' }))?.[1];
  if (made === here) return;
  throw new Problem(
    `The data in ${cluster} was made by PostgreSQL ${made}, but here is PostgreSQL ${here}: dump it with the old version and restore it, or set HUIYIN_DATA to another folder.`,
  );
}
