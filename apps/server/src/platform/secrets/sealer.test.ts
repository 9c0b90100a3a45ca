import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConfigurationError } from '../configuration/configuration.ts';
import { openKeyRing } from './key-ring.ts';
import { Sealer } from './sealer.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'huiyin-keys-')), 'secrets.json');

describe('sealing', () => {
  const sealer = new Sealer(openKeyRing(newFile()));

  it('gives back any text, and never the same bytes twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [once, again] = [sealer.seal(text), sealer.seal(text)];
        expect(sealer.open(once)).toBe(Buffer.from(text).toString('utf8'));
        expect(once.equals(again)).toBe(false);
      }),
    );
  });

  it('notices a single changed bit anywhere', () => {
    const sealed = sealer.seal('电话 199');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => sealer.open(changed)).toThrow();
    }
  });

  it('opens what an older key sealed, and seals with the current one', () => {
    const file = newFile();
    const before = new Sealer(openKeyRing(file)).seal('old');
    const ring = JSON.parse(readFileSync(file, 'utf8')) as {
      current: string;
      sealing: Record<string, string>;
    };
    ring.sealing['2'] = Buffer.alloc(32, 7).toString('base64');
    ring.current = '2';
    writeFileSync(file, JSON.stringify(ring));
    const after = new Sealer(openKeyRing(file));
    expect(after.open(before)).toBe('old');
    expect(after.seal('new')[1]).toBe(2);
  });

  it('hashes equal things alike for one purpose and differently for another', () => {
    expect(sealer.hash('token', 'a')).toEqual(sealer.hash('token', 'a'));
    expect(sealer.hash('token', 'a')).not.toEqual(sealer.hash('receipt', 'a'));
    expect(sealer.equal(sealer.hash('token', 'a'), sealer.hash('token', 'b'))).toBe(false);
  });
});

describe('the key ring', () => {
  it('is made once, readable by its owner only, and kept', () => {
    const file = newFile();
    const first = openKeyRing(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openKeyRing(file).hashing).toEqual(first.hashing);
  });

  it.each(['', '{}', '{"current":"2","sealing":{},"hashing":"x"}', 'not json'])(
    'refuses a file that is none: %s',
    (text) => {
      const file = newFile();
      writeFileSync(file, text);
      expect(() => openKeyRing(file)).toThrow(ConfigurationError);
    },
  );
});
