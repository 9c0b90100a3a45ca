import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isInstalled } from './install.mjs';

describe('whether the packages are installed', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'huiyin-install-'));
    lock({
      'node_modules/pg': { version: '8.0.0' },
      'node_modules/fsevents': { version: '2.0.0', optional: true },
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, packages: object) =>
    writeFileSync(
      path.join(folder, file),
      JSON.stringify({ packages: { '': {}, 'apps/server': {}, ...packages } }),
    );
  const lock = (packages: object) => write('package-lock.json', packages);
  const installed = (packages: object) => {
    mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
    write('node_modules/.package-lock.json', packages);
  };
  const stamp = () => path.join(folder, 'node_modules', '.huiyin-lock-hash');

  it('says no in a fresh copy', () => {
    expect(isInstalled(folder)).toBe(false);
  });

  it('says yes after npm installed what the lock file says, without the packages of other platforms', () => {
    installed({ 'node_modules/pg': { version: '8.0.0' } });
    expect(isInstalled(folder)).toBe(true);
  });

  it.each([
    ['an older version', { 'node_modules/pg': { version: '7.0.0' } }],
    ['nothing of a package', { 'node_modules/fsevents': { version: '2.0.0' } }],
  ])('says no when there is %s', (_what, packages) => {
    installed(packages);
    expect(isInstalled(folder)).toBe(false);
    expect(existsSync(stamp())).toBe(false);
  });

  it('says no when the lock file changed after the stamp', () => {
    installed({ 'node_modules/pg': { version: '8.0.0' } });
    expect(isInstalled(folder)).toBe(true);
    lock({ 'node_modules/pg': { version: '8.1.0' } });
    expect(isInstalled(folder)).toBe(false);
  });
});
