// In which folder does the embedded database keep its files?

import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { anybodyCanEnter } from './account.mjs';

/** @typedef {import('./account.mjs').Account} Account */

/** Where root keeps what an unprivileged account must enter; made if missing. Used by root only. */
export function systemFolder() {
  const folder = '/var/lib/huiyin';
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/**
 * The database's folder for a data folder: `<data>/postgres`, or one below /var/lib/huiyin when the account that
 * runs PostgreSQL could not walk into the data folder.
 * @param {string} dataFolder absolute
 * @param {Account} account
 */
export function clusterPlace(dataFolder, account) {
  mkdirSync(dataFolder, { recursive: true });
  if (!account || anybodyCanEnter(dataFolder)) return path.join(dataFolder, 'postgres');
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  return path.join(systemFolder(), `data-${name}`);
}

/**
 * A new empty folder for a database that lives as long as one run.
 * @param {Account} account
 */
export function ephemeralPlace(account) {
  const above = !account || anybodyCanEnter(os.tmpdir()) ? os.tmpdir() : '/var/tmp';
  const folder = mkdtempSync(path.join(above, 'huiyin-postgres-'));
  giveTo(account, folder);
  return folder;
}

/**
 * Makes the folder private to the account.
 * @param {Account} account @param {string} folder
 */
export function giveTo(account, folder) {
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
}
