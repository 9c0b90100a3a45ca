import { describe, expect, it } from '@jest/globals';
import { newApiKey, readApiKey, textOfApiKey } from './api-key.ts';

const KEY = {
  id: '0193a5c0-1111-4222-8333-444455556666',
  secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
};
const TEXT = 'hyk_0193a5c0111142228333444455556666_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';

describe('the text of an API key', () => {
  it('begins with its kind, names its id and ends with its secret', () => {
    expect(textOfApiKey(KEY)).toBe(TEXT);
    expect(readApiKey(TEXT)).toEqual(KEY);
  });

  it('is another one each time, with 256 bits of chance', () => {
    const keys = Array.from({ length: 50 }, newApiKey);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(50);
    expect(new Set(keys.map(({ secret }) => secret)).size).toBe(50);
    for (const key of keys) {
      expect(Buffer.from(key.secret, 'base64url')).toHaveLength(32);
      expect(readApiKey(textOfApiKey(key))).toEqual(key);
    }
  });

  it.each([
    '',
    'hyk_',
    TEXT.slice(0, -1),
    `${TEXT}A`,
    TEXT.toUpperCase(),
    TEXT.replace('hyk_', 'hyr_'),
    `${TEXT}\n`,
  ])('is not %j', (text) => {
    expect(readApiKey(text)).toBeNull();
  });
});
