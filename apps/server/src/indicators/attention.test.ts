import { describe, expect, it } from '@jest/globals';
import { indicatorOf } from '@huiyin/domain';
import type { Department } from '../directory/directory.ts';
import { attentionList } from './attention.ts';
import type { Candidate } from './attention.ts';
import { compare } from './comparison.ts';
import type { StoredFigure } from './presenting.ts';

const R2 = indicatorOf('R2')!;
const aFigure = (onTime: number, due: number): StoredFigure => {
  const sums = { reply_due: due, reply_on_time: onTime };
  return { ...R2.reading(sums)!, sums, withheld: false, systemVersion: 1 };
};
const aDepartment = (code: string): Department => ({
  id: 1,
  code,
  regionCode: 'A',
  lineCode: 'health',
  level: 3,
  parentId: null,
  name: { zh: code, en: code },
  active: true,
});
const quarter = { kind: 'quarter', start: '2025-04-01' } as const;

/** Candidates of one group: on time of due, now and the quarter before. */
function candidates(
  group: Readonly<Record<string, readonly [number, number, number?, number?]>>,
): Candidate[] {
  const peers = compare(
    R2,
    Object.entries(group).map(([code, [onTime, due]]) => ({ code, figure: aFigure(onTime, due) })),
    1,
  );
  return peers.placed.map((placed) => {
    const [, , before, dueBefore] = group[placed.code]!;
    return {
      indicator: R2,
      department: aDepartment(placed.code),
      placed,
      peers,
      earlier: { period: quarter, figure: before === undefined ? undefined : aFigure(before, dueBefore!) },
    };
  });
}
const said = (group: Parameters<typeof candidates>[0], most = 8) =>
  attentionList(candidates(group), most).map(({ department, why }) => [department.code, why]);

describe('who needs attention', () => {
  it('is nobody whom chance alone could have put last', () => {
    expect(said({ a: [92, 100, 95, 100], b: [95, 100, 95, 100], c: [97, 100, 96, 100] })).toEqual([]);
  });

  it('is who is surely below the peers, who has surely fallen, and first who is both', () => {
    expect(
      said({
        a: [950, 1000, 950, 1000],
        b: [950, 1000, 990, 1000],
        c: [955, 1000, 950, 1000],
        d: [700, 1000, 705, 1000],
        e: [800, 1000, 950, 1000],
      }),
    ).toEqual([
      ['e', 'both'],
      ['d', 'below_peers'],
      ['b', 'fallen'],
    ]);
  });

  it('is not who has risen, however surely', () => {
    expect(said({ a: [950, 1000, 700, 1000], b: [950, 1000, 950, 1000] })).toEqual([]);
  });

  it('asks more of a fall the more falls are looked for', () => {
    const fallen = [270, 300, 288, 300] as const;
    expect(said({ a: fallen, b: [280, 300, 280, 300] })).toEqual([['a', 'fallen']]);
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`d${index}`, [280, 300, 280, 300] as const]),
    );
    expect(said({ ...many, a: fallen })).toEqual([]);
  });

  it('does not call a fall from a quarter with fewer than 100 cases', () => {
    expect(said({ a: [900, 1000, 99, 99], b: [905, 1000, 905, 1000] })).toEqual([]);
  });

  it('names each department once and no more than asked for', () => {
    const group = candidates({
      a: [950, 1000],
      b: [950, 1000],
      c: [955, 1000],
      d: [700, 1000],
      e: [600, 1000],
    });
    const rows = attentionList([...group, ...group], 1);
    expect(rows.map(({ department, previous }) => [department.code, previous])).toEqual([['e', null]]);
  });
});
