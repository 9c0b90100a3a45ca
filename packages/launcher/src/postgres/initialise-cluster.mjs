// Makes the files of a new PostgreSQL, once.

import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem, lastLines } from '../problem.mjs';
import { giveTo } from './cluster-place.mjs';

/** @typedef {import('./account.mjs').Account} Account */

const run = promisify(execFile);

/**
 * Leaves an initialised database in `cluster`: the one that is there, or a new one with this password.
 * Dying in the middle leaves nothing that looks finished, so the next start begins again.
 * @param {{ bin: string, cluster: string, account: Account, password: string, ephemeral: boolean }} wish
 */
export async function initialiseCluster({ bin, cluster, account, password, ephemeral }) {
  if (existsSync(path.join(cluster, 'PG_VERSION'))) return refuseOtherVersion(bin, cluster);
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  giveTo(account, unfinished);
  await initdb({ bin, folder: unfinished, account, password, ephemeral });
  rmSync(cluster, { recursive: true, force: true });
  renameSync(unfinished, cluster);
}

/** @param {{ bin: string, folder: string, account: Account, password: string, ephemeral: boolean }} wish */
async function initdb({ bin, folder, account, password, ephemeral }) {
  const passwordFile = passwordFileFor(account, password);
  const settings = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  // Chinese search needs a UTF-8 locale: with locale C, pg_trgm finds no Chinese trigram and says nothing.
  const texts = ['-E', 'UTF8', '--locale=C.UTF-8'];
  try {
    await run(path.join(bin, 'initdb'), ['-D', folder, ...settings, ...texts, ...(ephemeral ? ['-N'] : [])], {
      ...account,
      cwd: folder,
    });
  } catch (error) {
    const { stderr = '' } = /** @type {{ stderr?: string }} */ (error);
    throw new Problem(
      `The embedded database could not be made in ${folder}:\n${lastLines(stderr || String(error))}`,
    );
  } finally {
    rmSync(path.dirname(passwordFile), { recursive: true, force: true });
  }
}

/** @param {Account} account @param {string} password */
function passwordFileFor(account, password) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huiyin-initdb-'));
  const file = path.join(folder, 'password');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (account) chownSync(file, account.uid, account.gid);
  giveTo(account, folder);
  return file;
}

/** @param {string} bin @param {string} cluster */
async function refuseOtherVersion(bin, cluster) {
  const made = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = await run(path.join(bin, 'postgres'), ['-V']);
  const here = /(\d+)/.exec(stdout)?.[1];
  if (made === here) return;
  throw new Problem(
    `The data in ${cluster} was made by PostgreSQL ${made}, but here is PostgreSQL ${here}: dump it with the old version and restore it, or set HUIYIN_DATA to another folder.`,
  );
}
