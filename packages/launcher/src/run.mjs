// npm run import, npm run points, npm run keys and others, listed below: a deed of the server on the same database as the site, which may be running.

import { build } from './build.mjs';
import { readConfiguration, serverEnvironment } from './configuration.mjs';
import { openDatabase } from './database.mjs';
import { install } from './install.mjs';
import { serverEntry } from './places.mjs';
import { runningDatabase } from './postgres/data-folder-claim.mjs';
import { Problem } from './problem.mjs';
import { runNode } from './run-node.mjs';
import { migrate } from './server-deed.mjs';

const deeds = [
  'api-keys',
  'centres',
  'held',
  'import',
  'invite',
  'keys',
  'points',
  'rebuild',
  'release',
  'removals',
  'system',
];

/**
 * @param {string[]} words the deed and what the deed itself is told
 * @returns {Promise<number>} the deed's exit status
 */
export default async function run([deed = '', ...words]) {
  if (!deeds.includes(deed)) throw new Problem(`There is no deed "${deed}"; there are ${deeds.join(', ')}.`);
  const configuration = readConfiguration(process.env);
  await install();
  await build();
  const env = serverEnvironment(configuration, await databaseUrl(configuration));
  // npm goes to the checkout's folder; files are named from where the person stands.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const command = ['--enable-source-maps', serverEntry(`main-${deed}`), ...words];
  const { status } = await runNode(command, { env, cwd, show: true });
  return status;
}

/** @param {import('./configuration.mjs').Configuration} configuration */
async function databaseUrl(configuration) {
  const running = configuration.databaseUrl ? null : runningDatabase(configuration.dataFolder);
  if (running) return running; // `npm start` has brought its tables up to date.
  const { url } = await openDatabase(configuration);
  await migrate(serverEnvironment(configuration, url));
  return url;
}
