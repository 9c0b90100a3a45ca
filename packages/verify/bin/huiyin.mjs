#!/usr/bin/env node
// npx huiyin verify <release>: stands in a checkout of the project and builds itself on first use.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const home = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const main = path.join(home, 'dist/main.js');

if (!existsSync(main)) {
  console.error('Building the check, this once …');
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-b', home], { stdio: 'inherit' });
  if (status !== 0) {
    console.error('The check could not be built: run "npm ci" in this folder and try again.');
    process.exit(1);
  }
}

const { main: run } = await import(main);
process.exitCode = await run(process.argv.slice(2));
