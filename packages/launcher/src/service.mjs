// A part of the server that runs until it is told to stop.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { atEnd } from './ending.mjs';
import { readableLine } from './log-line.mjs';
import { root } from './places.mjs';
import { marked, withParent } from './run-node.mjs';

/** Time to finish what was begun, before it is ended by force. */
const stopMsMax = 10_000;

/**
 * @typedef {object} Service
 * @property {string} name
 * @property {Promise<string>} exited how it ended, as in "with status 1"
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a script as a process of its own, its output passed on line by line under its name. It is stopped at our end.
 * @param {{ name: string, script: string, env: NodeJS.ProcessEnv, words?: string[], cwd?: string }} wish
 * @returns {Service}
 */
export function startService({ name, script, env, words = [], cwd = root }) {
  const child = spawn(process.execPath, ['--enable-source-maps', ...withParent, script, ...words], {
    cwd,
    env: marked(env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true, // The terminal's Ctrl-C comes to us alone: we stop the parts in order.
  });
  passOn(name, child.stdout, process.stdout);
  passOn(name, child.stderr, process.stderr);
  const exited = new Promise((/** @type {(how: string) => void} */ resolve) => {
    child.once('error', (error) => resolve(`before it began: ${error.message}`));
    child.once('exit', (status, signal) => resolve(signal ? `by ${signal}` : `with status ${status}`));
  });
  const stop = () => stopProcess(child, exited);
  const forget = atEnd(stop);
  void exited.then(forget);
  return { name, exited, stop };
}

/**
 * A terminal gets words; a file or a collector gets the lines as the server wrote them.
 * @param {string} name @param {import('node:stream').Readable | null} from @param {NodeJS.WriteStream} to
 */
function passOn(name, from, to) {
  if (!from) return;
  const lead = `${name.padEnd(6)} | `;
  createInterface({ input: from }).on('line', (line) => {
    const shown = to.isTTY ? readableLine(line).replaceAll('\n', `\n${lead}`) : line;
    to.write(`${lead}${shown}\n`);
  });
}

/** @param {import('node:child_process').ChildProcess} child @param {Promise<unknown>} exited */
async function stopProcess(child, exited) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const group = -child.pid;
  const tooLong = setTimeout(() => process.kill(group, 'SIGKILL'), stopMsMax);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(tooLong);
}
