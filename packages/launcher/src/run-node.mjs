// Runs one program of Node to its end.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { atEnd } from './ending.mjs';
import { root } from './places.mjs';

/** The option, and the mark in the environment, that make a child with a message channel end with us. */
export const withParent = ['--import', new URL('./die-with-parent.mjs', import.meta.url).href];
export const marked = (/** @type {NodeJS.ProcessEnv} */ env) => ({ ...env, HUIYIN_DIES_WITH_PARENT: '1' });

/**
 * @param {string[]} command the script and its words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, say?: (line: string) => void }} [wish]
 *   `show`: the child writes to our terminal; else its output (both kinds) is collected, and `say` hears each line
 * @returns {Promise<{ status: number, output: string }>} `status` is 1 when a signal ended it
 */
export function runNode(command, { cwd = root, env = process.env, show = false, say } = {}) {
  const outputs = show
    ? /** @type {const} */ (['inherit', 'inherit'])
    : /** @type {const} */ (['pipe', 'pipe']);
  const child = spawn(process.execPath, [...withParent, ...command], {
    cwd,
    env: marked(env),
    stdio: [show ? 'inherit' : 'ignore', ...outputs, 'ipc'],
  });
  const forget = atEnd(() => void child.kill('SIGTERM'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    stream.setEncoding('utf8').on('data', (text) => (output += text));
    if (say) createInterface({ input: stream }).on('line', say);
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      forget();
      resolve({ status: status ?? 1, output });
    });
  });
}
