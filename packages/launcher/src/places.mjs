// Where things are in this checkout.

import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The checkout. */
export const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');

/** What can be thrown away at any time: locks, results of test runs. */
export const cacheFolder = path.join(root, '.cache');

/** A compiled entry point of the server. @param {string} name like 'main-api' */
export const serverEntry = (name) => path.join(root, 'apps', 'server', 'dist', `${name}.js`);

/** The program of an installed package. @param {string} file like 'typescript/bin/tsc' */
export const installed = (file) => path.join(root, 'node_modules', file);
