import { ConfigurationError } from './configuration/configuration.ts';
import { isOutage } from './errors/outage.ts';

/** Exit codes: 1 something failed, 2 the configuration is wrong, 3 the database cannot be reached. */
export const EXIT = { failed: 1, configuration: 2, outage: 3 } as const;

/** What the person who calls a program can put right: sentences, and exit 1. */
export class Refusal extends Error {}

/** Runs a program's work. What the operator can put right ends in one sentence; the rest keeps its stack. */
export async function runMain(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) end(error.message, EXIT.failed);
    else if (error instanceof ConfigurationError) end(error.message, EXIT.configuration);
    else if (isOutage(error))
      end('The database cannot be reached. Check DATABASE_URL and that PostgreSQL runs.', EXIT.outage);
    else {
      console.error(error);
      process.exitCode = EXIT.failed;
    }
  }
}

function end(sentence: string, code: number): void {
  console.error(sentence);
  process.exitCode = code;
}
