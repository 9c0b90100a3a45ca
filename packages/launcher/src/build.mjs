// Are the server and the pages built from the sources as they are now? If not, build them.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contentHash } from './content-hash.mjs';
import { cacheFolder, installed, root } from './places.mjs';
import { Problem, lastLines } from './problem.mjs';
import { oneAtATime } from './process-claim.mjs';
import { runNode } from './run-node.mjs';
import { step } from './step.mjs';

/**
 * @typedef {object} Product
 * @property {string} name
 * @property {string[]} sources relative to the checkout
 * @property {string[]} outputs all of them must be there
 * @property {string} stamp the hash of the sources it was built from
 * @property {() => Promise<void>} make
 */

const rules = ['packages/domain', 'packages/contract', 'packages/verify'];
const settings = ['tsconfig.base.json', 'tsconfig.json', 'package-lock.json'];

/** @type {Product[]} */
const products = [
  {
    name: 'server',
    sources: [...rules, 'apps/server', ...settings],
    outputs: [...rules, 'apps/server'].map((place) => `${place}/dist`),
    stamp: 'apps/server/dist/.built-from',
    make() {
      // tsc trusts its own notes, which lie outside of dist: it does not see that an output was removed.
      const again = isComplete(this) ? [] : ['--force'];
      return compile('the server', ['typescript/bin/tsc', '-b', ...again], root);
    },
  },
  {
    name: 'pages',
    sources: [...rules, 'apps/web', ...settings],
    outputs: ['apps/web/dist/client', 'apps/web/dist/server'],
    stamp: 'apps/web/dist/.built-from',
    async make() {
      const web = path.join(root, 'apps/web');
      // The server's bundle reads the client's manifest, so the two follow each other.
      await compile('the pages', ['vite/bin/vite.js', 'build', '--logLevel', 'warn'], web);
      await compile('the pages', ['vite/bin/vite.js', 'build', '--ssr', '--logLevel', 'warn'], web);
    },
  },
];

/** Builds what is out of date, both at once. Throws a Problem with the compiler's last lines. */
export async function build() {
  if (products.every(isFresh)) return;
  await oneAtATime(path.join(cacheFolder, 'build.json'), async () => {
    const stale = products.filter((product) => !isFresh(product));
    if (stale.length === 0) return;
    await step(`Building the ${stale.map(({ name }) => name).join(' and the ')}`, async () => {
      const results = await Promise.allSettled(stale.map(make));
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    });
  });
}

/** @param {Product} product */
function isFresh(product) {
  const stamp = path.join(root, product.stamp);
  return isComplete(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(product);
}

/** @param {Product} product */
function isComplete({ outputs }) {
  return outputs.every((place) => existsSync(path.join(root, place)));
}

/** @param {Product} product */
async function make(product) {
  const hash = sourceHash(product); // Before: what is edited meanwhile is built next time.
  rmSync(path.join(root, product.stamp), { force: true });
  await product.make();
  writeFileSync(path.join(root, product.stamp), hash);
}

/** @param {Product} product */
function sourceHash({ sources }) {
  const places = sources.map((place) => path.join(root, place));
  return contentHash(places, (file) => !/\.(test\.[cm]?ts|tsbuildinfo)$/.test(file));
}

/** @param {string} what @param {string[]} command @param {string} cwd */
async function compile(what, [program = '', ...words], cwd) {
  const { status, output } = await runNode([installed(program), ...words], { cwd });
  if (status !== 0) throw new Problem(`Could not build ${what}:\n${lastLines(output, 30)}`);
}
