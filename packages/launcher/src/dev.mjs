// npm run dev: the site, rebuilt and restarted whenever a source changes.

import { watch } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { readConfiguration, serverEnvironment } from './configuration.mjs';
import { openDatabase } from './database.mjs';
import { install } from './install.mjs';
import { installed, root, serverEntry } from './places.mjs';
import { preflight } from './preflight.mjs';
import { siteUrl, waitUntilReady } from './readiness.mjs';
import { loadDemonstration, migrate } from './server-deed.mjs';
import { startService } from './service.mjs';
import { firstDeath, sayWhereToLook } from './start.mjs';

const web = path.join(root, 'apps/web');
const compilers = [
  { name: 'tsc', script: installed('typescript/bin/tsc'), words: ['-b', '--watch', '--preserveWatchOutput'] },
  { name: 'pages', script: installed('vite/bin/vite.js'), words: ['build', '--watch'], cwd: web },
  { name: 'ssr', script: installed('vite/bin/vite.js'), words: ['build', '--ssr', '--watch'], cwd: web },
];

/** A compiler writes many files at once; the restart waits until it has been quiet for this long. */
const quietMs = 300;

/** Runs until a signal comes. A server that dies of a mistake is started again at the next change. */
export default async function dev() {
  const configuration = readConfiguration(process.env);
  await preflight(configuration);
  await install();
  await build();
  const database = await openDatabase(configuration);
  const env = serverEnvironment(configuration, database.url);
  await migrate(env);
  if (configuration.demonstration) await loadDemonstration(env);

  const watchers = compilers.map((compiler) => startService({ ...compiler, env: process.env }));
  restartOnChange(() => [
    startService({ name: 'worker', script: serverEntry('main-worker'), env }),
    startService({ name: 'api', script: serverEntry('main-api'), env }),
  ]);
  // However long it takes: the first build may hold a mistake that is being mended.
  void waitUntilReady(siteUrl(configuration), Infinity).then(() => sayWhereToLook(configuration));
  return firstDeath(watchers, database);
}

/** @param {() => import('./service.mjs').Service[]} startAll */
function restartOnChange(startAll) {
  let services = startAll();
  let turn = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} */
  let soon;
  const restart = async () => {
    await Promise.all(services.map(({ stop }) => stop()));
    services = startAll();
  };
  const onChange = () => {
    clearTimeout(soon);
    soon = setTimeout(() => (turn = turn.then(restart)), quietMs);
  };
  for (const place of ['packages/domain', 'packages/contract', 'apps/server', 'apps/web']) {
    watch(path.join(root, place, 'dist'), { recursive: true }, onChange);
  }
}
