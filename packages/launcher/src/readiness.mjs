// Is the site up?

import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.mjs';

/**
 * The address that a browser on this machine uses. Listening on "all addresses" is no address to visit.
 * @param {{ host: string, port: number }} place
 */
export function siteUrl({ host, port }) {
  const visited = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${visited.includes(':') ? `[${visited}]` : visited}:${port}`;
}

/**
 * Resolves when the site calls itself ready. Throws a Problem with its last answer after `waitMsMax`.
 * @param {string} site
 */
export async function waitUntilReady(site, waitMsMax = 120_000) {
  const deadline = Date.now() + waitMsMax;
  let answer = 'no answer';
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`${site}/health/ready`, { signal: AbortSignal.timeout(5000) });
      if (response.ok) return;
      answer = `${response.status} ${(await response.text()).slice(0, 500)}`;
    } catch {
      answer = 'no answer';
    }
    await sleep(100);
  }
  throw new Problem(`The site did not become ready within ${waitMsMax / 1000} s; its last word: ${answer}`);
}
