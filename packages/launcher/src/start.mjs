// npm start: from a fresh copy to a site that answers.

import { build } from './build.mjs';
import { readConfiguration, serverEnvironment } from './configuration.mjs';
import { openDatabase } from './database.mjs';
import { install } from './install.mjs';
import { serverEntry } from './places.mjs';
import { preflight } from './preflight.mjs';
import { Problem } from './problem.mjs';
import { siteUrl, waitUntilReady } from './readiness.mjs';
import { loadDemonstration, migrate } from './server-deed.mjs';
import { startService } from './service.mjs';

/** Runs until a signal comes; throws a Problem when something is wrong, or when a part of the site dies. */
export default async function start() {
  const configuration = readConfiguration(process.env);
  await preflight(configuration);
  await install();
  await build();
  const database = await openDatabase(configuration);
  const env = serverEnvironment(configuration, database.url);
  await migrate(env);
  if (configuration.demonstration) await loadDemonstration(env);

  // Stopping goes the other way round: the API, the worker, then the database.
  const worker = startService({ name: 'worker', script: serverEntry('main-worker'), env });
  const api = startService({ name: 'api', script: serverEntry('main-api'), env });
  const death = firstDeath([worker, api], database);
  await Promise.race([waitUntilReady(siteUrl(configuration)), death]);
  sayWhereToLook(configuration);
  return death;
}

/**
 * Throws the Problem of the part that ends first.
 * @param {import('./service.mjs').Service[]} services
 * @param {import('./database.mjs').Database} database
 * @returns {Promise<never>}
 */
export async function firstDeath(services, database) {
  const sentence = await Promise.race([
    ...services.map(({ name, exited }) =>
      exited.then((how) => `The ${name} ended ${how}, so everything is stopped.`),
    ),
    database.lost.then((log) => `The embedded database ended, so everything is stopped:\n${log}`),
  ]);
  throw new Problem(sentence);
}

/** @param {import('./configuration.mjs').Configuration} configuration */
export function sayWhereToLook(configuration) {
  const site = siteUrl(configuration);
  console.log(`
Huiyin is running.
  the site      ${site}/
  for programs  ${site}/api/docs
  its data      ${configuration.databaseUrl ? 'in the database of DATABASE_URL' : configuration.dataFolder}
Ctrl-C stops it.
`);
}
