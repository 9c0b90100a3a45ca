// What a part of the tests needs of the machine, and how it is got.

import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from '../build.mjs';
import { root } from '../places.mjs';
import { Problem, lastLines } from '../problem.mjs';
import { step } from '../step.mjs';

const run = promisify(execFile);

/** @typedef {Record<string, string>} Findings what the tests are told by their environment */

/** @type {Findings} */
const nothingToTell = {};

/**
 * Each resolves with what was found, or throws a Problem that says what to do.
 * @type {Record<import('./parts.mjs').Need, () => Promise<Findings>>}
 */
const providers = {
  build: async () => (await build(), nothingToTell),
  chromium: async () => ({ CHROMIUM: await program('CHROMIUM', 'chromium', ['chromium', 'fonts-noto-cjk']) }),
  redis: async () => (hasRedisTests() ? { REDIS_SERVER: await redisServer() } : nothingToTell),
  data: async () => (requireData(), nothingToTell),
};

const redisServer = () => program('REDIS_SERVER', 'redis-server', ['redis-server']);

/** @type {Map<import('./parts.mjs').Need, Promise<Findings>>} */
const provided = new Map();

/**
 * Provides each need once a run.
 * @param {import('./parts.mjs').Need[]} needs
 * @returns {Promise<Findings>}
 */
export async function provide(needs) {
  /** @type {Findings} */
  const found = {};
  for (const need of needs) {
    const providing = provided.get(need) ?? providers[need]();
    provided.set(need, providing);
    Object.assign(found, await providing);
  }
  return found;
}

/**
 * The place of a program: named by the environment, else on the machine, else installed when we may.
 * @param {string} setting @param {string} name @param {string[]} packages of Debian
 */
async function program(setting, name, packages) {
  const named = process.env[setting];
  if (named) {
    if (existsSync(named)) return named;
    throw new Problem(`${setting} says ${named}, but there is no such program.`);
  }
  const found = onPath(name);
  if (found) return found;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new Problem(
      `${name} is missing: install it (on Debian: apt-get install ${packages.join(' ')}), or name one by ${setting}.`,
    );
  }
  await step(`Installing ${packages.join(' and ')}`, () => aptInstall(packages));
  const installedNow = onPath(name);
  if (installedNow) return installedNow;
  throw new Problem(
    `${packages.join(' and ')} were installed, but ${name} is still missing; name one by ${setting}.`,
  );
}

/** @param {string} name */
function onPath(name) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/sbin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}

/** @param {string[]} packages */
async function aptInstall(packages) {
  // Another apt may be at work: wait for it instead of failing.
  const patient = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', [...patient, 'update'], { env });
    await run('apt-get', [...patient, 'install', '-y', '--no-install-recommends', ...packages], {
      env,
      maxBuffer: 1e8,
    });
  } catch (error) {
    const { stderr = '' } = /** @type {{ stderr?: string }} */ (error);
    throw new Problem(
      `apt-get could not install ${packages.join(' and ')}:\n${lastLines(stderr || String(error))}`,
    );
  }
}

/** Tests of the queue on Redis are named so, and only they need the program. */
function hasRedisTests() {
  return ['apps', 'packages', 'tests'].some((room) =>
    readdirSync(path.join(root, room), { recursive: true }).some(
      (file) => /\.redis\.(db\.)?test\.ts$/.test(String(file)) && !String(file).includes('node_modules'),
    ),
  );
}

/** The oracles are held against real files that lie beside the checkout. Elsewhere they skip themselves, but not in CI. */
function requireData() {
  const folder = path.resolve(root, '../shared/data');
  if (process.env.CI && !existsSync(folder)) {
    throw new Problem('With CI set the oracles must run, but the real files in ../shared/data are missing.');
  }
}
