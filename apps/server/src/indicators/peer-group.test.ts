import { describe, expect, it } from '@jest/globals';
import { bandOf, volumeBands } from '@huiyin/domain';
import type { DirectoryLevel } from '../directory/directory.ts';
import { DirectorySnapshot } from '../directory/directory.ts';
import type { Bands } from './volumes.service.ts';
import { groupChoices, peerGroup } from './peer-group.ts';

const name = { zh: '某', en: 'some' };
const office = (
  code: string,
  level: DirectoryLevel,
  lineCode: string,
  regionCode: string,
  active = true,
) => ({
  id: code.length,
  code,
  level,
  lineCode,
  regionCode,
  parentId: null,
  name,
  active,
});
const directory = new DirectorySnapshot(
  [
    { code: 'P', parentCode: null, level: 1, name },
    { code: 'A', parentCode: 'P', level: 2, name },
    { code: 'A1', parentCode: 'A', level: 3, name },
    { code: 'B', parentCode: 'P', level: 2, name },
  ],
  [
    { code: 'health', name },
    { code: 'housing', name },
  ],
  [
    office('h1', 3, 'health', 'A1'),
    office('h2', 3, 'health', 'B'),
    office('h3', 3, 'health', 'B', false),
    office('o1', 3, 'housing', 'A1'),
    office('c1', 2, 'housing', 'A'),
    office('c2', 2, 'housing', 'B'),
    office('c3', 2, 'housing', 'B'),
  ],
  [],
  [],
);
/** h1 and c1 have few cases, the others many. */
const bands: Bands = {
  all: volumeBands([500]),
  of: (code) => bandOf(['h1', 'c1'].includes(code) ? 20 : 900, [500]),
};
const codes = (query: Parameters<typeof peerGroup>[0]) => {
  const { level, line, departments } = peerGroup(query, directory, bands);
  return [level, line?.code ?? null, departments.map(({ code }) => code)];
};

describe('a peer group', () => {
  it('opens with the largest line of level 3, closed departments left out', () => {
    expect(codes({})).toEqual([3, 'health', ['h1', 'h2']]);
  });

  it('is a whole level when only the level was asked for, and the level of the line when only the line was', () => {
    expect(codes({ level: 3 })).toEqual([3, null, ['h1', 'h2', 'o1']]);
    expect(codes({ line: 'housing' })).toEqual([3, 'housing', ['o1']]);
    expect(codes({ level: 2, line: 'housing' })).toEqual([2, 'housing', ['c1', 'c2', 'c3']]);
  });

  it('of a region takes in all below it', () => {
    expect(codes({ region: 'A' })).toEqual([3, 'health', ['h1']]);
    expect(codes({ region: 'P' })).toEqual([3, 'health', ['h1', 'h2']]);
  });

  it('of a volume band leaves out who has more or less to do', () => {
    expect(codes({ level: 2, line: 'housing', band: 1 })).toEqual([2, 'housing', ['c1']]);
    expect(codes({ level: 2, line: 'housing', band: 2 })).toEqual([2, 'housing', ['c2', 'c3']]);
    expect(() => codes({ band: 3 })).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('is refused for a line or region that nobody knows', () => {
    expect(() => codes({ line: 'x' })).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(() => codes({ region: 'x' })).toThrow(expect.objectContaining({ code: 'region_not_found' }));
  });

  it('is empty in an empty directory', () => {
    expect(peerGroup({}, new DirectorySnapshot([], [], [], [], []), bands)).toEqual({
      level: 3,
      line: null,
      region: null,
      band: null,
      departments: [],
    });
  });
});

describe('the groups to choose from', () => {
  it('are each level as a whole, then its lines, larger ones first', () => {
    expect(
      groupChoices(directory).map(({ level, line, departments }) => [level, line?.code ?? null, departments]),
    ).toEqual([
      [2, null, 3],
      [2, 'housing', 3],
      [3, null, 3],
      [3, 'health', 2],
      [3, 'housing', 1],
    ]);
  });
});
