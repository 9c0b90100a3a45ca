// A note in a file: "this process has it". Like a lock, but one that a killed process does not leave shut.

import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from './process-identity.mjs';

/** @typedef {{ pid: number, started: string | null, url: string | null }} Claim `url`: what others may connect to. */

/**
 * Writes our claim. Returns null when a living process has one already. Only its owner may read the file.
 * @param {string} file
 */
export function claim(file) {
  /** @type {Claim} */
  const mine = { pid: process.pid, started: processStart(process.pid), url: null };
  mkdirSync(path.dirname(file), { recursive: true });
  if (!writeNew(file, mine)) {
    if (livingClaim(file)) return null;
    rmSync(file, { force: true }); // Its process was killed.
    if (!writeNew(file, mine)) return null; // Somebody else saw that too, and was faster.
  }
  return {
    /** Tells others how to connect. @param {string} url */
    publish(url) {
      writeFileSync(`${file}.new`, JSON.stringify({ ...mine, url }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    release() {
      if (readClaim(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/**
 * The claim of a process that is alive, or null.
 * @param {string} file
 */
export function livingClaim(file) {
  const noted = readClaim(file);
  return noted && noted.started !== null && processStart(noted.pid) === noted.started ? noted : null;
}

/**
 * Does the work while no other process does work under the same file; waits for its turn.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 */
export async function oneAtATime(file, work) {
  let turn = claim(file);
  while (!turn) {
    await sleep(200);
    turn = claim(file);
  }
  try {
    return await work();
  } finally {
    turn.release();
  }
}

/** @param {string} file @returns {Claim | null} */
function readClaim(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // Not there, or cut off by a crash of the machine: either way nobody has it.
  }
}

/**
 * Writes the claim in one step, complete or not at all. False when there is one already.
 * @param {string} file @param {Claim} mine
 */
function writeNew(file, mine) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
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
