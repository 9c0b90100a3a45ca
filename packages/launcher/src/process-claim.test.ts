import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { claim, livingClaim, oneAtATime } from './process-claim.mjs';
import { processStart } from './process-identity.mjs';

describe('a claim', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'huiyin-claim-'));
    file = path.join(folder, 'database.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('belongs to one process, until it is released', () => {
    const ours = claim(file);
    expect(livingClaim(file)?.pid).toBe(process.pid);
    expect(claim(file)).toBeNull();
    ours?.release();
    expect(claim(file)).not.toBeNull();
  });

  it('tells the address to its owner only', () => {
    claim(file)?.publish('postgres://secret');
    expect(livingClaim(file)?.url).toBe('postgres://secret');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it.each([
    ['of a process that is gone', () => ({ pid: spawnSync('true').pid, started: 'then', url: null })],
    [
      'of another process that got the same number',
      () => ({ pid: process.pid, started: 'last week', url: null }),
    ],
  ])('does not count when it is %s', (_whose, old) => {
    writeFileSync(file, JSON.stringify(old()));
    expect(livingClaim(file)).toBeNull();
    expect(claim(file)).not.toBeNull();
  });

  it('does not count when the machine crashed while it was written', () => {
    writeFileSync(file, '{"pid":');
    expect(claim(file)).not.toBeNull();
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
  });

  it('lets work under one name be done one after the other', async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} ends`);
    };
    await Promise.all([oneAtATime(file, work('a')), oneAtATime(file, work('b'))]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});

describe('the start of a process', () => {
  it('is the same each time it is asked for', () => {
    expect(processStart(process.pid)).toBe(processStart(process.pid));
    expect(processStart(process.pid)).toMatch(/\d/);
  });

  it('is nothing for a process that has ended', () => {
    expect(processStart(spawnSync('true').pid)).toBeNull();
  });
});
