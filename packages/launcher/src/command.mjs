// Which commands are there, and how does each of them end?

import { endEverything, isEnding } from './ending.mjs';
import { endWithParent, endOnSignals } from './ending-signals.mjs';
import { Problem, sayFailure } from './problem.mjs';

/**
 * A command resolves with its exit status. Each is loaded alone: `npm test` has no need of `npm start`.
 * @type {Record<string, () => Promise<{ default: (words: string[]) => Promise<number> }>>}
 */
const commands = {
  start: () => import('./start.mjs'),
  dev: () => import('./dev.mjs'),
  run: () => import('./run.mjs'),
  test: () => import('./test/test.mjs'),
  bench: () => import('./bench.mjs'),
};

/**
 * Runs a command of the launcher and ends this process with its status, leaving nothing running behind.
 * @param {string} name @param {string[]} words
 */
export async function runCommand(name, words) {
  endOnSignals();
  endWithParent();
  const status = await attempt(name, words);
  if (isEnding()) return; // A signal came first: whoever handles it also ends the process.
  await endEverything();
  process.exit(status);
}

/** @param {string} name @param {string[]} words */
async function attempt(name, words) {
  try {
    const load = commands[name];
    if (!load)
      throw new Problem(`There is no command "${name}"; there are ${Object.keys(commands).join(', ')}.`);
    const { default: command } = await load();
    return await command(words);
  } catch (failure) {
    if (!isEnding()) sayFailure(failure);
    return 1;
  }
}
