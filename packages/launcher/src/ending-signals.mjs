// When must this process end although its work is not done?

import { endEverything, isEnding } from './ending.mjs';

/** Ctrl-C, a termination request or a closed terminal: stop everything in order, then end. */
export function endOnSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => endNow(0));
}

/**
 * npm itself may be killed in a way that can not be passed on (kill -9). Then our parent changes; that is the only sign.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event) return; // Not started by npm: whoever started us may leave us alone.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) endNow(1);
  }, 500).unref();
}

/** @param {number} status */
async function endNow(status) {
  if (isEnding()) return; // npm passes on the Ctrl-C that the terminal gave us already.
  await endEverything();
  process.exit(status);
}
