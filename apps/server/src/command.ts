import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { NestLogger, createLogger } from './platform/logging/logger.ts';
import { Refusal } from './platform/run-main.ts';
import { ToolModule } from './tool.module.ts';

/** Does the work of a command with all subjects at hand, and closes them whatever happens. */
export async function withSubjects(work: (app: INestApplicationContext) => Promise<unknown>): Promise<void> {
  const app = await NestFactory.createApplicationContext(ToolModule.with(readConfiguration(process.env)), {
    logger: new NestLogger(createLogger('warn', 'worker')),
    abortOnError: false,
  });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

/**
 * The words of a command: what it does, to what, and the named ones, each of which has a value. Throws a Refusal that says
 * `how` it is called when there is a name that it does not know.
 */
export function wordsOf<N extends string>(
  names: readonly N[],
  how: string,
): { verb: string; what: string; named: Partial<Record<N, string>> } {
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    names.map((name) => [name, { type: 'string' as const }]),
  );
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options });
    const [verb = '', what = ''] = positionals;
    return { verb, what, named: values as Partial<Record<N, string>> };
  } catch {
    throw new Refusal(how);
  }
}

/** Scheme and host for links that leave the site: as named, else as configured. Throws a Refusal when there is neither. */
export function originOf(named: string | undefined): string {
  const origin = named ?? readConfiguration(process.env).origin;
  if (origin === null || !/^https?:\/\/[^/?#\s]+\/?$/.test(origin))
    throw new Refusal(
      'Where do visitors find the site? Say --origin https://huiyin.example, or set HUIYIN_ORIGIN once.',
    );
  return origin.replace(/\/$/, '');
}
