import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesOfUuid, isUuid, lowestUuidAt, timeOfUuid7, uuid7, uuidOfBytes } from './uuid7.ts';

const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const chances = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('the id of a fact', () => {
  it('is the example of RFC 9562', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuid7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('gives back the instant it was made at, whatever the chance', () => {
    fc.assert(
      fc.property(instants, chances, (at, random) => expect(timeOfUuid7(uuid7(at, random))).toBe(at)),
    );
  });

  it('lies between the lower bounds of its own and the next millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 2 }), chances, (at, random) => {
        expect(uuid7(at, random) >= lowestUuidAt(at)).toBe(true);
        expect(uuid7(at, random) < lowestUuidAt(at + 1)).toBe(true);
      }),
    );
  });

  it('knows no time in other ids', () => {
    expect(timeOfUuid7('9b2d1c1e-5f0a-4f6e-9a57-0d6f6f3f6a11')).toBeNull();
    expect(timeOfUuid7('not an id')).toBeNull();
  });

  it('goes into 16 bytes and comes out of them the same', () => {
    expect([...bytesOfUuid('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')].slice(0, 3)).toEqual([0x01, 0x7f, 0x22]);
    fc.assert(fc.property(fc.uuid(), (id) => expect(uuidOfBytes(bytesOfUuid(id))).toBe(id)));
  });

  it('refuses an instant that does not fit, and too little chance', () => {
    expect(() => uuid7(-1, new Uint8Array(10))).toThrow(RangeError);
    expect(() => uuid7(0, new Uint8Array(9))).toThrow(RangeError);
  });

  it('is told from other texts, of any version and in either case', () => {
    expect(isUuid('017F22E2-79b0-7cc3-98c4-dc0c0c07398f')).toBe(true);
    expect(isUuid('0193a5c0-1111-4222-8333-444455556666')).toBe(true);
    for (const text of [
      '',
      '-'.repeat(36),
      '017f22e279b07cc398c4dc0c0c07398f',
      '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    ])
      expect(isUuid(text)).toBe(false);
  });
});
