import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const root = resolve(__dirname, '../..');

/** Runs the very check of `npm run structure` over a tree and gives the names of the rules it saw broken. */
function brokenRules(folder: string): string[] {
  const args = [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'apps',
    'packages',
  ];
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
  const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map((violation) => violation.rule.name))].sort();
}

describe('the check on the direction of imports', () => {
  let house: string;

  const plant = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
  };

  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), 'huiyin-house-'));
    writeFileSync(
      join(house, 'tsconfig.check.json'),
      '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }',
    );
    writeFileSync(join(house, 'package.json'), '{ "type": "module" }');
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
    plant({
      'packages/domain/src/index.ts': 'export const one = 1;',
      'packages/contract/src/index.ts': "export { one } from '../../domain/src/index.ts';",
      'apps/web/src/page.ts': "export { one } from '../../../packages/contract/src/index.ts';",
      'apps/server/src/ratings/ratings.service.ts': 'export const rate = 1;',
      'apps/server/src/indicators/figures.service.ts':
        "export { rate } from '../ratings/ratings.service.ts';",
    });
  });
  afterEach(() => rmSync(house, { recursive: true }));

  it('finds nothing in a house whose imports go one way', () => {
    expect(brokenRules(house)).toEqual([]);
  });

  it.each([
    [
      'the domain reads the clock of a library',
      'packages/domain/src/bad.ts',
      "import 'node:fs';",
      'domain-imports-nothing',
    ],
    [
      'the contract reaches into the server',
      'packages/contract/src/bad.ts',
      "import '../../../apps/server/src/ratings/ratings.service.ts';",
      'contract-imports-domain-only',
    ],
    [
      'a page reaches into the server',
      'apps/web/src/bad.ts',
      "import '../../server/src/ratings/ratings.service.ts';",
      'web-imports-contract-and-domain',
    ],
    [
      'the server imports the source of a page',
      'apps/server/src/ratings/bad.ts',
      "import '../../../web/src/page.ts';",
      'server-imports-contract-and-domain',
    ],
    [
      'a fact asks for its figure',
      'apps/server/src/ratings/bad.ts',
      "import '../indicators/figures.service.ts';",
      'story-ratings',
    ],
    [
      'the platform knows a subject',
      'apps/server/src/platform/bad.ts',
      "import '../ratings/ratings.service.ts';",
      'story-platform',
    ],
    [
      'the launcher leans on the product',
      'packages/launcher/src/bad.mjs',
      "import '../../domain/src/index.ts';",
      'launcher-stands-alone',
    ],
    ['two files lean on each other', 'packages/domain/src/bad.ts', "import './bad.ts';", 'no-circle'],
    ['an import leads nowhere', 'packages/domain/src/bad.ts', "import './nowhere.ts';", 'nothing-unresolved'],
  ])('catches that %s', (_what, path, text, rule) => {
    plant({ [path]: text });
    expect(brokenRules(house)).toContain(rule);
  });
});
