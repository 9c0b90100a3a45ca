import { mkdtempSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addKey, openKeyRing, removeKey } from './key-ring.ts';
import { KeptKeyRing, LOOK_EVERY_MS } from './kept-key-ring.ts';
import { Sealer } from './sealer.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'huiyin-keys-')), 'secrets.json');

describe('keys that rotate under a running process', () => {
  it('seal with the new key within seconds, and open what others sealed with it at once', () => {
    const file = newFile();
    let now = 0;
    const keys = new KeptKeyRing(file, () => now);
    const running = new Sealer(keys.ring, keys.anew);
    now = LOOK_EVERY_MS;
    const old = running.seal('林小满');
    utimesSync(file, 1, 1);
    const id = addKey(file);
    expect(id).toBe(2);
    const other = new Sealer(openKeyRing(file));
    expect(running.current).toBe(1);
    expect(running.open(other.seal('13800000000'))).toBe('13800000000');
    expect(running.current).toBe(2);
    expect(running.keyIdOf(running.seal('x'))).toBe(2);
    expect(running.open(old)).toBe('林小满');
    expect(running.hash('p', 'x')).toEqual(other.hash('p', 'x'));
    now += LOOK_EVERY_MS;
    removeKey(file, 1);
    utimesSync(file, 2, 2);
    now += LOOK_EVERY_MS;
    expect(() => running.open(old)).toThrow();
  });
});
