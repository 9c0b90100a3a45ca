import { describe, expect, it } from '@jest/globals';
import type { DirectoryService } from '../../directory/directory.service.ts';
import { DirectorySnapshot } from '../../directory/directory.ts';
import { ChoiceService } from './choice.service.ts';

const name = (zh: string) => ({ zh, en: zh });
const directory = new DirectorySnapshot(
  [
    { code: '36', parentCode: null, level: 1, name: name('江海省') },
    { code: '3601', parentCode: '36', level: 2, name: name('云汀市') },
  ],
  [],
  [],
  [],
  [],
);
const service = new ChoiceService({
  snapshot: () => Promise.resolve(directory),
} as unknown as DirectoryService);
const choice = (region?: string) => service.choice({ q: '', ...(region === undefined ? {} : { region }) });

describe('choosing what to rate', () => {
  it('opens on what is inside the one root, and says nothing of regions that were not asked for', async () => {
    for (const region of [undefined, ''])
      expect(await choice(region)).toMatchObject({
        unknownRegion: false,
        lineage: [{ code: '36' }],
        regions: [{ code: '3601' }],
      });
  });

  it('opens on a region that was asked for', async () => {
    expect(await choice('3601')).toMatchObject({
      unknownRegion: false,
      lineage: [{ code: '36' }, { code: '3601' }],
    });
  });

  it('lists the whole for a region that there is not, and says so', async () => {
    expect(await choice('3602')).toEqual({ ...(await choice()), unknownRegion: true });
  });
});
