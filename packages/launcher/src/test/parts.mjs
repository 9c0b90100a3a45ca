// What `npm test` consists of, in order.

import { installed } from '../places.mjs';

/**
 * @typedef {'build' | 'chromium' | 'redis' | 'data'} Need
 * @typedef {object} Part
 * @property {string} name as in `npm run <name>` (the test kinds with `test:` before it)
 * @property {string[][]} [checks] programs and their words: together they count as one check
 * @property {string[]} [projects] of jest.config.js: every test counts
 * @property {Need[]} [needs]
 */

const tsc = installed('typescript/bin/tsc');
const vueTsc = installed('vue-tsc/bin/vue-tsc.js');
const eslint = installed('eslint/bin/eslint.js');
const prettier = installed('prettier/bin/prettier.cjs');
const depcruise = installed('dependency-cruiser/bin/dependency-cruise.mjs');
const knip = installed('knip/bin/knip.js');

/** @type {Part[]} */
export const parts = [
  {
    name: 'types',
    checks: [
      [tsc, '-p', 'tsconfig.check.json'],
      [tsc, '-p', 'packages/launcher'],
      [vueTsc, '--noEmit', '-p', 'apps/web/tsconfig.json'],
    ],
  },
  {
    name: 'lint',
    checks: [
      [eslint, '--max-warnings', '0', '.'],
      [prettier, '--check', '--log-level', 'warn', '.'],
    ],
  },
  { name: 'structure', checks: [[depcruise, 'apps', 'packages', 'tests'], [knip]] },
  { name: 'unit', projects: ['unit', 'architecture'] },
  { name: 'db', projects: ['db'], needs: ['redis'] },
  { name: 'oracles', projects: ['oracles'], needs: ['build', 'data'] },
  { name: 'journeys', projects: ['journeys'], needs: ['build', 'chromium'] },
  { name: 'faults', projects: ['faults'], needs: ['build'] },
];
