// The embedded PostgreSQL, from nothing to a URL.

import path from 'node:path';
import { withClient } from '../connect.mjs';
import { freePort } from '../free-port.mjs';
import { accountForPostgres } from './account.mjs';
import { postgresBinaries } from './binaries.mjs';
import { clusterPlace, ephemeralPlace } from './cluster-place.mjs';
import { claimDataFolder } from './data-folder-claim.mjs';
import { waitForFormerPostgres } from './former-postgres.mjs';
import { initialiseCluster } from './initialise-cluster.mjs';
import { keptPassword, newPassword } from './password.mjs';
import { runPostgres } from './run-postgres.mjs';

/**
 * @typedef {object} Postgres
 * @property {string} url of the database `huiyin`, as its superuser
 * @property {number} pid of the process that watches over PostgreSQL
 * @property {Promise<string>} exited resolves with the end of the log once it is gone, whoever ended it
 * @property {() => Promise<void>} stop resolves when nothing of it is left running
 */

/**
 * Starts a PostgreSQL on the loopback address that ends with this process, whatever ends this process.
 * @param {{ dir: string, ephemeral?: false } | { ephemeral: true }} wish
 *   `dir`: the data folder, absolute; its database is durable and stays. `ephemeral`: a new database in a temporary
 *   folder, without fsync, removed in the end.
 * @returns {Promise<Postgres>} Throws a Problem when the folder is in use or PostgreSQL can not run here.
 */
export async function startPostgres(wish) {
  return wish.ephemeral ? startEphemeral() : startDurable(wish.dir);
}

async function startEphemeral() {
  const account = accountForPostgres();
  const ephemeral = ephemeralPlace(account);
  return start({ cluster: path.join(ephemeral, 'postgres'), account, password: newPassword(), ephemeral });
}

/** @param {string} dir @returns {Promise<Postgres>} */
async function startDurable(dir) {
  const account = accountForPostgres();
  const cluster = clusterPlace(dir, account);
  const claim = claimDataFolder(dir);
  try {
    await waitForFormerPostgres(cluster);
    const password = keptPassword(dir, cluster);
    const postgres = await start({ cluster, account, password, ephemeral: null });
    claim.publish(postgres.url);
    return { ...postgres, stop: () => postgres.stop().finally(claim.release) };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/**
 * @param {{ cluster: string, account: import('./account.mjs').Account, password: string, ephemeral: string | null }} wish
 *   `ephemeral`: the folder to remove in the end
 * @returns {Promise<Postgres>}
 */
async function start({ cluster, account, password, ephemeral }) {
  const bin = postgresBinaries(account);
  await initialiseCluster({ bin, cluster, account, password, durable: ephemeral === null });
  const port = await freePort();
  const running = await runPostgres({ bin, cluster, port, account, ephemeral });
  const urlOf = (/** @type {string} */ name) => `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
  await withClient(urlOf('postgres'), createOurDatabase);
  return { ...running, url: urlOf('huiyin') };
}

/** @param {import('pg').Client} client */
async function createOurDatabase(client) {
  const { rowCount } = await client.query("select 1 from pg_database where datname = 'huiyin'");
  if (rowCount === 0) await client.query('create database huiyin');
}
