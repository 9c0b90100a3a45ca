// Runs one PostgreSQL as a child that can not outlive us.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem, lastLines } from '../problem.mjs';

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
 * @param {{ bin: string, cluster: string, port: number, account: Account, ephemeral: boolean }} wish
 * @returns {Promise<RunningPostgres>}
 */
export async function runPostgres({ bin, cluster, port, account, ephemeral }) {
  const settings = [...loopbackOnly, ...ordinary, ...(ephemeral ? nothingToLose : [])];
  const command = [
    path.join(bin, 'postgres'),
    '-D',
    cluster,
    '-p',
    String(port),
    ...settings.flatMap((s) => ['-c', s]),
  ];
  // Given as text, because the account may not be able to read our file.
  const watchdog = readFileSync(new URL('./watchdog.sh', import.meta.url), 'utf8');
  const child = spawn('/bin/sh', ['-c', watchdog, 'huiyin-postgres', ...command], {
    ...account,
    cwd: cluster,
    env: { PATH: process.env.PATH, LC_ALL: 'C', HUIYIN_EPHEMERAL: ephemeral ? cluster : '' },
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true, // Ctrl-C goes to us alone; the database stops last.
  });
  const { exited, ready } = follow(child);
  await ready;
  letGo(child);
  return { pid: /** @type {number} */ (child.pid), exited, stop: () => stop(child, exited) };
}

/**
 * Watches the log for the line that says it is ready.
 * @param {import('node:child_process').ChildProcessByStdio<any, null, import('node:stream').Readable>} child
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
 * @param {import('node:child_process').ChildProcessByStdio<any, null, import('node:stream').Readable>} child
 */
function letGo(child) {
  child.unref();
  child.stdin.unref();
  /** @type {import('node:net').Socket} */ (child.stderr).unref();
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, null, any>} child
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
