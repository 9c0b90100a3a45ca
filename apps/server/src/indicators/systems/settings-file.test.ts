import { describe, expect, it } from '@jest/globals';
import { FIRST_SYSTEM } from '@huiyin/domain';
import { settingsOf } from './settings-file.ts';

describe('a file of settings', () => {
  it('holds what is printed of a version', () => {
    expect(settingsOf(JSON.stringify(FIRST_SYSTEM, null, 2))).toEqual({ settings: FIRST_SYSTEM });
  });

  it.each<[string, unknown, string]>([
    ['is no list of something else', [], 'At the file: expected object, received array.'],
    ['names only dimensions that there are', withDimension('X'), 'At dimensions[0].code: '],
    [
      'has numbers where numbers stand',
      { ...FIRST_SYSTEM, floor: '1' },
      'At floor: expected number, received string.',
    ],
    [
      'has nothing that nobody reads',
      { ...FIRST_SYSTEM, colour: 'red' },
      'At the file: Unrecognized key: "colour".',
    ],
  ])('%s', (_, content, fault) => {
    expect(settingsOf(JSON.stringify(content))).toEqual({ faults: [expect.stringContaining(fault)] });
  });

  it('is JSON', () => {
    expect(settingsOf('{')).toEqual({ faults: [expect.stringContaining('not JSON')] });
  });
});

function withDimension(code: string) {
  return { ...FIRST_SYSTEM, dimensions: [{ code, weight: 1 }] };
}
