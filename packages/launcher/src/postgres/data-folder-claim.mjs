// One launcher a data folder. `database.json` says who has it and how to connect; it holds a password, so only its
// owner may read it.

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../problem.mjs';
import { processStart } from '../process-identity.mjs';

/** @typedef {{ pid: number, started: string | null, url: string | null }} Claim `url` is null until the database is up. */

/**
 * Takes the data folder for this process. Throws a Problem when a living process has it.
 * @param {string} dataFolder
 */
export function claimDataFolder(dataFolder) {
  const file = claimFile(dataFolder);
  /** @type {Claim} */
  const mine = { pid: process.pid, started: processStart(process.pid), url: null };
  if (!writeNew(file, mine)) {
    const other = livingClaim(dataFolder);
    if (other) throw alreadyRunning(dataFolder, other.pid);
    rmSync(file, { force: true }); // Its process was killed.
    if (!writeNew(file, mine)) throw alreadyRunning(dataFolder, readClaim(dataFolder)?.pid ?? 0);
  }
  return {
    /** Tells others how to connect. @param {string} url */
    publish(url) {
      writeFileSync(`${file}.new`, JSON.stringify({ ...mine, url }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    release() {
      if (readClaim(dataFolder)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/**
 * The claim of a process that is alive, or null.
 * @param {string} dataFolder
 * @returns {Claim | null}
 */
export function livingClaim(dataFolder) {
  const claim = readClaim(dataFolder);
  return claim && claim.started !== null && processStart(claim.pid) === claim.started ? claim : null;
}

/** @param {string} dataFolder */
function claimFile(dataFolder) {
  return path.join(dataFolder, 'database.json');
}

/** @param {string} dataFolder @returns {Claim | null} */
function readClaim(dataFolder) {
  try {
    return JSON.parse(readFileSync(claimFile(dataFolder), 'utf8'));
  } catch {
    return null; // Not there, or cut off by a crash: either way nobody has it.
  }
}

/**
 * Writes the claim in one step, complete or not at all. False when there is one already.
 * @param {string} file @param {Claim} claim
 */
function writeNew(file, claim) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(claim), { mode: 0o600 });
  try {
    linkSync(draft, file); // Unlike a rename, a link never replaces what is there.
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/** @param {string} dataFolder @param {number} pid */
function alreadyRunning(dataFolder, pid) {
  return new Problem(
    `Huiyin is already running on the data folder ${dataFolder} (process ${pid}); stop it first, or set HUIYIN_DATA to another folder.`,
  );
}
