import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tooOld } from './node-version.cjs';

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '100.1.0'])('%s is new enough', (version) => {
    expect(tooOld(version)).toBeNull();
  });

  it.each(['20.18.9', '18.20.0', '8.17.0', '0.10.48'])('%s is too old, said in one sentence', (version) => {
    expect(tooOld(version)).toBe(
      `Node 20.19 or later is needed, but this is Node ${version}: install a newer one from https://nodejs.org.`,
    );
  });

  it('is asked for by package.json as well', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(engines.node).toBe('>=20.19');
  });

  it('is checked by files without any JavaScript of the last fifteen years', () => {
    for (const file of ['../launch.cjs', './node-version.cjs']) {
      const text = readFileSync(new URL(file, import.meta.url), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
      expect(text).not.toMatch(/=>|`|\b(const|let|class|async|await|import)\b|\?\.|\?\?|\.\.\./);
    }
  });

  it('ends the command with status 1 when it is too old', () => {
    const launch = new URL('../launch.cjs', import.meta.url).pathname;
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '12.22.0' }); require(${JSON.stringify(launch)});`;
    expect(() => execFileSync(process.execPath, ['-e', pretend], { stdio: 'pipe' })).toThrow(
      expect.objectContaining({ status: 1, stderr: Buffer.from(`huiyin: ${tooOld('12.22.0')}\n`) }),
    );
  });
});
