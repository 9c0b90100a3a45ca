// Runs one part of the tests.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, installed } from '../places.mjs';
import { Problem } from '../problem.mjs';
import { runNode } from '../run-node.mjs';
import { countOf, nothing } from './count.mjs';
import { provide } from './needs.mjs';

/** @typedef {import('./count.mjs').Count} Count */

/** @type {Count} */
const oneFailure = { ...nothing, failed: 1 };

/**
 * Whatever goes wrong is a failure in the count, with its sentence printed; the other parts still run.
 * @param {import('./parts.mjs').Part} part
 * @param {string[]} words for Jest, as in `npm run test:unit -- -t name`
 * @returns {Promise<Count>}
 */
export async function runPart(part, words) {
  try {
    const found = await provide(part.needs ?? []);
    if (part.checks) return await runChecks(part.checks);
    return refuseEmptyInCi(part, await runJest(part, words, found));
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    console.error(failure.message);
    return oneFailure;
  }
}

/** @param {string[][]} checks @returns {Promise<Count>} */
async function runChecks(checks) {
  const results = await Promise.all(checks.map((command) => runNode(command)));
  for (const { status, output } of results) if (status !== 0) console.error(output);
  return results.every(({ status }) => status === 0) ? { ...nothing, passed: 1 } : oneFailure;
}

/**
 * @param {import('./parts.mjs').Part} part @param {string[]} words @param {Record<string, string>} found
 * @returns {Promise<Count>}
 */
async function runJest({ name, projects = [] }, words, found) {
  const report = path.join(cacheFolder, `tests-${name}.json`);
  mkdirSync(cacheFolder, { recursive: true });
  rmSync(report, { force: true });
  // The list of projects has no end of its own: a word of the caller after it would be taken for one more.
  const options = ['--selectProjects', ...projects, '--passWithNoTests', '--json', '--outputFile', report];
  const env = { ...process.env, ...found, NODE_ENV: 'test' };
  const { status, output } = await runNode([installed('jest/bin/jest.js'), ...options, ...words], { env });
  const count = readReport(report);
  if (status !== 0) console.error(withoutReport(output));
  if (!count) return oneFailure; // Jest itself broke down.
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** @param {string} file @returns {Count | null} */
function readReport(file) {
  try {
    return countOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null; // Not written.
  }
}

/** Jest says where it wrote its report; nobody at the terminal needs that. @param {string} output */
function withoutReport(output) {
  return output.replace(/^Test results written to: .*\n?/m, '');
}

/** @param {import('./parts.mjs').Part} part @param {Count} count */
function refuseEmptyInCi({ name }, count) {
  if (count.passed + count.failed > 0) return count;
  console.log(`${name}: there is no test that ran.`);
  return process.env.CI ? { ...count, failed: 1 } : count;
}
