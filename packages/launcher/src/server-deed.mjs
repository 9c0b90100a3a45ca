// The server's deeds that end by themselves: migrating, loading the demonstration, importing.

import { readableLine } from './log-line.mjs';
import { serverEntry } from './places.mjs';
import { Problem, lastLines } from './problem.mjs';
import { runNode } from './run-node.mjs';
import { step } from './step.mjs';

/**
 * Brings the tables up to date. Running it twice changes nothing.
 * @param {NodeJS.ProcessEnv} env of the server
 */
export async function migrate(env) {
  await step('Bringing the tables up to date', async () => {
    const { status, output } = await runNode([serverEntry('main-migrate')], { env });
    if (status !== 0)
      throw new Problem(`The tables could not be brought up to date:\n${lastLines(output, 30)}`);
  });
}

/**
 * Fills an empty database with the demonstration, and shows its progress.
 * @param {NodeJS.ProcessEnv} env of the server
 */
export async function loadDemonstration(env) {
  const { status } = await runNode(['--enable-source-maps', serverEntry('main-demo')], {
    env,
    say: (line) => console.log(process.stdout.isTTY ? readableLine(line) : line),
  });
  if (status !== 0)
    throw new Problem('The demonstration could not be loaded (see above); NO_DEMO=1 starts without it.');
}
