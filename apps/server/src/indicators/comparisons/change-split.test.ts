import { describe, expect, it } from '@jest/globals';
import { indicatorOf } from '@huiyin/domain';
import fc from 'fast-check';
import type { StoredFigure } from '../presenting.ts';
import type { Part } from './change-split.ts';
import { changeSplit, mostToExplain } from './change-split.ts';

const S1 = indicatorOf('S1')!;
const against = { kind: 'quarter', start: '2026-04-01' } as const;

const aFigure = (x: number, n: number, withheld = false): StoredFigure => {
  const sums = { callback_answered: n, callback_resolved: x };
  return { ...S1.reading(sums)!, sums, withheld, systemVersion: 1 };
};
const aPart = (code: string, before: [number, number] | null, after: [number, number] | null): Part => ({
  code,
  name: { zh: code, en: code },
  before: before === null ? undefined : aFigure(...before),
  after: after === null ? undefined : aFigure(...after),
});
const split = (before: [number, number], after: [number, number], parts: readonly Part[]) =>
  changeSplit(
    S1,
    { before: aFigure(...before), after: aFigure(...after), against, by: 'item', parts },
    '2026-11-01',
  );

describe('a change taken apart', () => {
  it('says that every part improved while the whole fell: .7500 to .7175 is +.03875 and −.07125', () => {
    const found = split(
      [300, 400],
      [287, 400],
      [aPart('a', [180, 200], [92, 100]), aPart('b', [120, 200], [195, 300])],
    )!;
    expect(found.change.difference).toBeCloseTo(-0.0325, 12);
    expect(found.rate).toBeCloseTo(0.03875, 12);
    expect(found.mix).toBeCloseTo(-0.07125, 12);
    expect(found.parts.map(({ code, after }) => [code, after?.weight])).toEqual([
      ['b', 0.75],
      ['a', 0.25],
    ]);
  });

  it('puts what may not be told, and what belongs to no part, together at the end', () => {
    const hidden: Part = { ...aPart('c', [4, 8], [20, 40]), before: aFigure(4, 8) };
    const found = split([150, 220], [160, 240], [aPart('a', [100, 150], [100, 150]), hidden])!;
    expect(found.parts.map(({ code, together, before }) => [code, together, before?.denominator])).toEqual([
      ['a', false, 150],
      ['', true, 70],
    ]);
  });

  it('is nothing where the whole may not be told or has one part only', () => {
    expect(split([4, 9], [150, 200], [])).toBeNull();
    expect(split([150, 200], [150, 200], [aPart('a', [150, 200], [150, 200])])).toBeNull();
  });

  it('adds up: rate and mix are the whole change, whatever the parts', () => {
    const count = fc
      .tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 }))
      .map(([x, more]): [number, number] => [x, x + more]);
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 2, maxLength: 6 }), (rows) => {
        const parts = rows.map(([before, after], place) =>
          aPart(`p${place}`, before[1] === 0 ? null : before, after[1] === 0 ? null : after),
        );
        const total = (side: 0 | 1): [number, number] => [
          rows.reduce((sum, row) => sum + row[side][0], 0),
          rows.reduce((sum, row) => sum + row[side][1], 0),
        ];
        if (total(0)[1] < 11 || total(1)[1] < 11) return;
        const found = split(total(0), total(1), parts);
        if (found === null) return;
        expect(found.rate + found.mix).toBeCloseTo(found.change.difference, 9);
        for (const side of ['before', 'after'] as const)
          expect(found.parts.reduce((sum, part) => sum + (part[side]?.weight ?? 0), 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is shown first where parts and shares pulled apart, else where it is clearest', () => {
    const opposed = split(
      [300, 400],
      [230, 400],
      [aPart('a', [180, 200], [46, 50]), aPart('b', [120, 200], [184, 350])],
    )!;
    const clear = split(
      [300, 400],
      [100, 400],
      [aPart('a', [150, 200], [50, 200]), aPart('b', [150, 200], [50, 200])],
    )!;
    const noise = split(
      [300, 400],
      [299, 400],
      [aPart('a', [150, 200], [150, 200]), aPart('b', [150, 200], [149, 200])],
    )!;
    expect(mostToExplain([noise, clear, null])).toBe(clear);
    const { difference } = clear.change;
    const exact = { ...clear, change: { ...clear.change, low: difference, high: difference } };
    expect(mostToExplain([exact, clear])).toBe(clear);
    expect(mostToExplain([clear, exact])).toBe(clear);
    expect(mostToExplain([noise, exact])).toBe(exact);
    expect(mostToExplain([noise, null])).toBeNull();
    expect(
      mostToExplain([clear, { ...opposed, rate: 0.05, mix: opposed.change.difference - 0.05 }])?.rate,
    ).toBe(0.05);
  });
});
