// In which folder does the embedded database keep its files?

import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
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
 * The database's folder for a data folder: `<data>/postgres`. When the account that runs PostgreSQL could not walk into
 * the data folder it is a folder below /var/lib/huiyin, noted in `<data>/postgres-place`; so whoever removes the data
 * folder starts with an empty database in this case too.
 * @param {string} dataFolder absolute
 * @param {Account} account
 */
export function clusterPlace(dataFolder, account) {
  mkdirSync(dataFolder, { recursive: true });
  if (!account || anybodyCanEnter(dataFolder)) return path.join(dataFolder, 'postgres');
  const note = path.join(dataFolder, 'postgres-place');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  const place = path.join(systemFolder(), `data-${randomBytes(6).toString('hex')}`);
  writeFileSync(note, `${place}\n`, { flag: 'wx' });
  return place;
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
