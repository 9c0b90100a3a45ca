// Can the given database be ours?

import { withClient } from './connect.mjs';
import { Problem } from './problem.mjs';

/** The table of the server's migrations: where it is, the database is ours. */
const ourTable = 'huiyin_migration';

const oldestVersion = 14;

/**
 * Throws a Problem when the database can not be reached, is too old, is not in UTF-8, or belongs to something else.
 * @param {string} url
 */
export async function checkDatabase(url) {
  let report;
  try {
    report = await withClient(url, look);
  } catch (error) {
    throw new Problem(
      `The database at ${placeOf(url)} can not be used (${reasonOf(error)}): start it, or correct DATABASE_URL.`,
    );
  }
  const sentence = unsuitable(report);
  if (sentence) throw new Problem(`The database at ${placeOf(url)} ${sentence}.`);
}

/** @typedef {{ version: number, encoding: string, tables: string[] }} Report `tables`: the first ones by name. */

/**
 * Why the database can not be ours, as the rest of a sentence; null when it can.
 * @param {Report} report
 */
export function unsuitable({ version, encoding, tables }) {
  if (version < oldestVersion)
    return `is PostgreSQL ${version}, but PostgreSQL ${oldestVersion} or later is needed`;
  if (encoding !== 'UTF8')
    return `is encoded in ${encoding}, but Chinese text needs UTF8: create it with ENCODING 'UTF8'`;
  if (tables.length === 0 || tables.includes(ourTable)) return null;
  const some = tables.slice(0, 3).join(', ');
  return `holds tables that are not Huiyin's (${some}): give DATABASE_URL a database that is empty or Huiyin's own`;
}

/** @param {import('pg').Client} client @returns {Promise<Report>} */
async function look(client) {
  const { rows: settings } = await client.query(`
    select current_setting('server_version_num')::int / 10000 as version,
           current_setting('server_encoding') as encoding
  `);
  // Tables that an extension brought along say nothing about whose database it is.
  const { rows: tables } = await client.query(
    `
    select table_.relname as name
      from pg_class as table_
     where table_.relnamespace = 'public'::regnamespace
       and table_.relkind in ('r', 'p')
       and not exists (
             select from pg_depend as link
              where link.classid = 'pg_class'::regclass and link.objid = table_.oid and link.deptype = 'e'
           )
     order by table_.relname <> $1, table_.relname
     limit 10
  `,
    [ourTable],
  );
  return { ...settings[0], tables: tables.map(({ name }) => name) };
}

/** Host, port and name, without the password. @param {string} url */
function placeOf(url) {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}

/** @param {unknown} error Node reports several addresses of one host as one error without a message. */
function reasonOf(error) {
  const { message, code } = /** @type {{ message?: string, code?: string }} */ (error);
  return message || code || String(error);
}
