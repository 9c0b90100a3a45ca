// A database of its own for every test that wants one, copied from a template in a few hundredths of a second.

import { randomBytes } from 'node:crypto';
import { withClient } from './connect.mjs';

/**
 * A new database on the test run's PostgreSQL: empty, or a copy of the template that makeTemplateDatabase() made.
 * @param {{ template?: string }} [wish]
 * @returns {Promise<{ url: string, drop: () => Promise<void> }>} `drop` ends every session that is left on it.
 */
export async function createTestDatabase({ template = 'template1' } = {}) {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(adminUrl(), async (client) => {
    await client.query(`create database ${name} template ${client.escapeIdentifier(template)}`);
  });
  const drop = async () => {
    await withClient(adminUrl(), (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { url: urlOf(name), drop };
}

/**
 * Makes the template once a test run, however many workers ask for it at the same time.
 * @param {string} template its name
 * @param {(url: string) => Promise<void>} prepare fills the new database, and closes its connections before it resolves
 * @param {string} [from] the template that it begins with
 */
export async function makeTemplateDatabase(template, prepare, from = 'template1') {
  await withClient(adminUrl(), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]); // Ends with the session.
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    const unfinished = `${template}_unfinished`;
    const [finished, raw] = [template, unfinished].map((name) => client.escapeIdentifier(name));
    await client.query(`drop database if exists ${raw} with (force)`);
    await client.query(`create database ${raw} template ${client.escapeIdentifier(from)}`);
    await prepare(urlOf(unfinished));
    await client.query(`alter database ${raw} rename to ${finished}`);
  });
}

/** @param {string} name */
function urlOf(name) {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** The PostgreSQL that Jest's global setup started. */
function adminUrl() {
  const url = process.env.HUIYIN_TEST_DATABASE_URL;
  if (!url)
    throw new Error(
      'HUIYIN_TEST_DATABASE_URL is not set: this test runs in a Jest project without a database.',
    );
  return url;
}
