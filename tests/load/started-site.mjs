// A site with the demonstration, its API and one worker as their own processes on the measurement's database, for the
// measurements that ask as people do: over the network.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const programs = join(import.meta.dirname, '../../apps/server/dist');

/**
 * Starts the site and waits until it serves and its worker works; `stop` ends both and removes what they stored.
 * `scale` is the share of the whole demonstration. `run` runs another program of the server on the same site to its end;
 * `endWorker` ends the worker alone, where its work would take the processor from what is measured.
 */
export async function startSite({ scale = 1 } = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(join(tmpdir(), 'huiyin-bench-data-'));
  const env = {
    ...process.env,
    DATABASE_URL: process.env.HUIYIN_BENCH_DATABASE_URL,
    REDIS_URL: '',
    HUIYIN_DATA: data,
    LOG_LEVEL: 'warn',
    PORT: String(port),
  };
  const start = (program, words = [], stdio = 'inherit') =>
    spawn(process.execPath, [join(programs, program), ...words], { env, stdio });
  const run = async (program, words = [], stdio = 'inherit') => {
    const [code] = await once(start(program, words, stdio), 'exit');
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
  };
  await run('main-migrate.js');
  await run('main-demo.js', ['--scale', String(scale)]);
  const [api, worker] = [start('main-api.js'), start('main-worker.js')];
  // When the measurement itself is ended, nothing of the site may stay behind.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  process.once('exit', () => {
    for (const child of [api, worker]) child.kill('SIGTERM');
  });
  const endWorker = () => end(worker);
  const stop = async () => {
    await Promise.all([end(api), end(worker)]);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready(url);
  } catch (failure) {
    await stop();
    throw failure;
  }
  return { url, run, endWorker, stop };
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function ready(url) {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok && (await answer.json()).checks.worker === 'ok') return;
    await delay(100);
  }
  throw new Error('the site did not become ready within a minute');
}

export async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
