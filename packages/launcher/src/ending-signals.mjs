// When must this process end although its work is not done?

import { endEverything, isEnding } from './ending.mjs';
import { parentOf, processCommand } from './process-identity.mjs';

/** Ctrl-C, a termination request or a closed terminal: stop everything in order, then end. */
export function endOnSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => endNow(0));
}

/**
 * npm itself may be killed in a way that can not be passed on (kill -9). The only sign is that a process between it and
 * us gets another parent.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event) return; // Not started by npm: whoever started us may leave us alone.
  const before = linksToNpm();
  setInterval(() => {
    if (linksToNpm() !== before) void endNow(1);
  }, 1000).unref();
}

/** Our parent, and when that is npm's shell, npm above it. Whoever started npm may go. */
function linksToNpm() {
  const isShell = processCommand(process.ppid)?.includes('launch.cjs') ?? false;
  return isShell ? `${process.ppid} ${parentOf(process.ppid)}` : `${process.ppid}`;
}

/** @param {number} status */
async function endNow(status) {
  if (isEnding()) return; // npm passes on the Ctrl-C that the terminal gave us already.
  await endEverything();
  process.exit(status);
}
