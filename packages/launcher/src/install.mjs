// Are the packages installed as the lock file says? If not, install them.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem, lastLines } from './problem.mjs';
import { cacheFolder, root } from './places.mjs';
import { oneAtATime } from './process-claim.mjs';
import { runNode } from './run-node.mjs';
import { step } from './step.mjs';
import { contentHash } from './content-hash.mjs';

/** Leaves `node_modules` as the lock file says. Throws a Problem with npm's last words when that fails. */
export async function install() {
  if (isInstalled(root)) return;
  await oneAtATime(path.join(cacheFolder, 'install.json'), async () => {
    if (!isInstalled(root)) await step('Installing the packages, which takes a minute', npmCi);
  });
}

/**
 * Whether the stamp in node_modules carries the hash of the lock file, or – after an `npm install` by hand – npm's own
 * note of what it installed says the same as the lock file.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const stamp = path.join(folder, 'node_modules', '.huiyin-lock-hash');
  const wanted = lockHash(folder);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (!isInstalledByHand(folder)) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/** The lock file's content, and the platform that the compiled packages were chosen for. @param {string} folder */
function lockHash(folder) {
  return `${contentHash([path.join(folder, 'package-lock.json')])} ${process.platform} ${process.arch}`;
}

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} Packages */

/** @param {string} folder */
function isInstalledByHand(folder) {
  const note = path.join(folder, 'node_modules', '.package-lock.json'); // npm writes it last, when all is there.
  if (!existsSync(note)) return false;
  const there = packagesIn(note);
  return Object.entries(packagesIn(path.join(folder, 'package-lock.json')))
    .filter(([name]) => name.startsWith('node_modules/'))
    .every(([name, { version, optional, devOptional, peer }]) => {
      const found = there[name];
      return found ? found.version === version : Boolean(optional || devOptional || peer);
    });
}

/** @param {string} file @returns {Packages} */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

async function npmCi() {
  // Development packages too, whatever NODE_ENV says: without the compilers nothing can be built.
  const words = ['ci', '--include=dev', '--include=optional', '--no-fund', '--no-audit'];
  const { status, output } = await runNode([npmProgram(), ...words]);
  if (status !== 0) throw new Problem(`The packages could not be installed; npm said:\n${lastLines(output)}`);
  writeFileSync(path.join(root, 'node_modules', '.huiyin-lock-hash'), lockHash(root));
}

/** npm's script: the npm that runs us, else the one that came with this Node. */
function npmProgram() {
  const running = process.env.npm_execpath;
  if (running?.endsWith('npm-cli.js')) return running;
  const folder = path.dirname(process.execPath);
  const beside = ['../lib/node_modules/npm/bin/npm-cli.js', 'node_modules/npm/bin/npm-cli.js'];
  const found = beside.map((file) => path.join(folder, file)).find((file) => existsSync(file));
  if (!found) throw new Problem('npm was not found beside Node: run `npm start` or `npm test` instead.');
  return found;
}
