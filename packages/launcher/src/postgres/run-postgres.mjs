// Runs one PostgreSQL as a child that can not outlive us.

import path from 'node:path';
import { Problem, lastLines } from '../problem.mjs';
import { spawnWatched } from './watched.mjs';

/** @typedef {import('./account.mjs').Account} Account */
/** @typedef {{ pid: number, exited: Promise<string>, stop: () => Promise<void> }} RunningPostgres
 * `exited` resolves with the last lines of the log when PostgreSQL has ended, whoever ended it. */

const loopbackOnly = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
const ordinary = ['max_connections=200', 'shared_buffers=256MB', 'timezone=UTC', 'log_timezone=UTC'];
const nothingToLose = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** A fast shutdown ends sessions and writes a checkpoint; longer than this, and recovery at the next start is better. */
const stopMsMax = 20_000;

/**
 * Resolves when PostgreSQL accepts connections.
 * @param {{ bin: string, cluster: string, port: number, account: Account, ephemeral: string | null }} wish
 *   `ephemeral`: a folder to remove once PostgreSQL has ended; nothing in it needs to survive
 * @returns {Promise<RunningPostgres>}
 */
export async function runPostgres({ bin, cluster, port, account, ephemeral }) {
  const settings = [...loopbackOnly, ...ordinary, ...(ephemeral ? nothingToLose : [])];
  const place = ['-D', cluster, '-p', String(port)];
  const command = [path.join(bin, 'postgres'), ...place, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawnWatched(command, { account, cwd: cluster, ephemeral });
  const { exited, ready } = follow(child);
  await ready;
  letGo(child);
  return { pid: /** @type {number} */ (child.pid), exited, stop: () => stop(child, exited) };
}

/**
 * Watches the log for the line that says it is ready.
 * @param {import('./watched.mjs').Watched} child
 */
function follow(child) {
  let log = '';
  const exited = new Promise((/** @type {(log: string) => void} */ resolve) => {
    child.once('exit', () => resolve(lastLines(log)));
  });
  const ready = new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    child.once('error', reject);
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log = (log + text).slice(-8000);
      if (log.includes('ready to accept connections')) resolve();
    });
    void exited.then((lines) => reject(new Problem(`The embedded database did not start:\n${lines}`)));
  });
  return { exited, ready };
}

/**
 * A program that has nothing else to do may end; the pipe closes with it.
 * @param {import('./watched.mjs').Watched} child
 */
function letGo(child) {
  child.unref();
  for (const pipe of [child.stdin, child.stderr]) /** @type {import('node:net').Socket} */ (pipe).unref();
}

/**
 * @param {import('./watched.mjs').Watched} child
 * @param {Promise<string>} exited
 */
async function stop(child, exited) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const tooLong = setTimeout(() => process.kill(-(/** @type {number} */ (child.pid)), 'SIGQUIT'), stopMsMax);
  child.stdin.end();
  await exited;
  clearTimeout(tooLong);
}
