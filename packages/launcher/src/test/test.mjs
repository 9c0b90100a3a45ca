// npm test: every check there is, one line a part, and one line in the end that says how many passed and failed.

import { install } from '../install.mjs';
import { Problem } from '../problem.mjs';
import { seconds } from '../step.mjs';
import { isGood, lineOf, sum } from './count.mjs';
import { parts } from './parts.mjs';
import { runPart } from './run-part.mjs';

/**
 * @param {string[]} words the name of one part and words for Jest; none: all parts
 * @returns {Promise<number>} 0 when something ran and nothing failed
 */
export default async function test([name, ...words]) {
  const chosen = name ? parts.filter((part) => part.name === name) : parts;
  if (chosen.length === 0) {
    throw new Problem(`There is no part "${name}"; there are ${parts.map((part) => part.name).join(', ')}.`);
  }
  await install();
  /** @param {import('./parts.mjs').Part} part */
  const runAndTell = async (part) => {
    const began = Date.now();
    const count = await runPart(part, words);
    console.log(`${part.name.padEnd(10)} ${lineOf(count).padEnd(32)} ${seconds(began)}`);
    return count;
  };
  // Programs that read and say what is wrong are in nobody's way; tests that start sites are.
  const readers = chosen.filter(({ checks }) => checks !== undefined);
  const counts = await Promise.all(readers.map(runAndTell));
  for (const part of chosen) if (part.checks === undefined) counts.push(await runAndTell(part));
  const total = sum(counts);
  console.log(`\n${lineOf(total)}`);
  return isGood(total) ? 0 : 1;
}
