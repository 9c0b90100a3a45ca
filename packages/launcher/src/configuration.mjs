// What the environment says to the launcher. The server reads its own part and is as strict.

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';
import { Problem } from './problem.mjs';

/**
 * @typedef {object} Configuration
 * @property {number} port
 * @property {string} host
 * @property {string | null} databaseUrl null: the embedded database
 * @property {string | null} redisUrl null: the queue lives in PostgreSQL
 * @property {string} dataFolder absolute
 * @property {boolean} demonstration whether an empty database is filled with it
 */

/**
 * Throws a Problem that names the first wrong value. An empty value counts as not given.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Configuration}
 */
export function readConfiguration(env) {
  return {
    port: portOf(env.PORT || '3000'),
    host: env.HOST || '127.0.0.1',
    databaseUrl: urlOf('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
    redisUrl: urlOf('REDIS_URL', env.REDIS_URL, ['redis:', 'rediss:']),
    dataFolder: folderOf(env.HUIYIN_DATA || '.data'),
    demonstration: !switchOf('NO_DEMO', env.NO_DEMO),
  };
}

/**
 * The environment of the server's processes: ours, with what the launcher decided.
 * @param {Configuration} configuration
 * @param {string} databaseUrl
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment({ port, host, dataFolder }, databaseUrl) {
  return {
    ...process.env,
    PORT: String(port),
    HOST: host,
    DATABASE_URL: databaseUrl,
    HUIYIN_DATA: dataFolder,
  };
}

/** @param {string} text */
function portOf(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65535) return port;
  throw new Problem(`PORT must be a whole number from 1 to 65535, but it is "${text}".`);
}

/** @param {string} name @param {string | undefined} text @param {string[]} protocols */
function urlOf(name, text, protocols) {
  if (!text) return null;
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  // The value may hold a password, so it is not repeated.
  throw new Problem(`${name} must be an address that begins with ${protocols[0]}//, but it is not one.`);
}

/** @param {string} text */
function folderOf(text) {
  const folder = path.resolve(root, text);
  if (!existsSync(folder) || statSync(folder).isDirectory()) return folder;
  throw new Problem(`HUIYIN_DATA must be a folder, but ${folder} is a file.`);
}

/** @param {string} name @param {string | undefined} text */
function switchOf(name, text) {
  if (!text || text === '0') return false;
  if (text === '1') return true;
  throw new Problem(`${name} must be 1 or 0, but it is "${text}".`);
}
