// Which database does this command work on?

import { checkDatabase } from './database-check.mjs';
import { atEnd } from './ending.mjs';
import { startPostgres } from './postgres/start-postgres.mjs';
import { step } from './step.mjs';

/**
 * @typedef {object} Database
 * @property {string} url
 * @property {Promise<string>} lost resolves – with the end of its log – when an embedded database is gone; else never
 */

/**
 * The given database, if it can be ours; else the embedded one in the data folder, which is stopped at our end.
 * @param {import('./configuration.mjs').Configuration} configuration
 * @returns {Promise<Database>}
 */
export async function openDatabase({ databaseUrl, dataFolder }) {
  if (databaseUrl) {
    await checkDatabase(databaseUrl);
    return { url: databaseUrl, lost: new Promise(() => {}) };
  }
  const postgres = await step('Starting the embedded database', () => startPostgres({ dir: dataFolder }));
  atEnd(postgres.stop);
  return { url: postgres.url, lost: postgres.exited };
}
