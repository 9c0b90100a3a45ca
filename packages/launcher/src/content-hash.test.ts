import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { contentHash } from './content-hash.mjs';

describe('the hash of the sources', () => {
  let folder = '';
  const file = (name: string) => path.join(folder, name);
  const hash = () => contentHash([folder], (name) => !name.endsWith('.test.ts'));

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'huiyin-hash-'));
    mkdirSync(file('rules'));
    writeFileSync(file('rules/clock.ts'), 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each<[string, () => void]>([
    ['edited', () => writeFileSync(file('rules/clock.ts'), 'two')],
    ['added', () => writeFileSync(file('rules/tally.ts'), '')],
    ['renamed', () => renameSync(file('rules/clock.ts'), file('rules/calendar.ts'))],
    ['removed', () => rmSync(file('rules/clock.ts'))],
  ])('changes when a source is %s', (_deed, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  it.each<[string, () => void]>([
    ['only the time of change is new', () => utimesSync(file('rules/clock.ts'), 1, 1)],
    ['a test is edited', () => writeFileSync(file('rules/clock.test.ts'), 'new')],
    ['something is built', () => (mkdirSync(file('dist')), writeFileSync(file('dist/clock.js'), 'built'))],
  ])('stays when %s', (_deed, change) => {
    const before = hash();
    change();
    expect(hash()).toBe(before);
  });

  it('takes a place that is not there as empty', () => {
    expect(contentHash([file('nowhere')])).toBe(contentHash([]));
  });
});
