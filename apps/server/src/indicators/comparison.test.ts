import { describe, expect, it } from '@jest/globals';
import { indicatorOf } from '@huiyin/domain';
import type { Indicator } from '@huiyin/domain';
import fc from 'fast-check';
import type { Compared } from './comparison.ts';
import { compare, isWorse } from './comparison.ts';
import { funnelOf } from './funnel.ts';

const R2 = indicatorOf('R2')!;
const C1 = indicatorOf('C1')!;
const aDepartment = (code: string, onTime: number, due: number): Compared => {
  const sums = { reply_due: due, reply_on_time: onTime };
  return { code, figure: { ...R2.reading(sums)!, sums, withheld: false, systemVersion: 1 } };
};

describe('comparing departments', () => {
  it('puts the best first, ties in the order of their codes', () => {
    const { placed, median } = compare(
      R2,
      [aDepartment('b', 90, 100), aDepartment('c', 95, 100), aDepartment('a', 90, 100)],
      1,
    );
    expect(placed.map(({ code }) => code)).toEqual(['c', 'a', 'b']);
    expect(median).toBe(0.9);
  });

  it('says nothing of departments that chance alone could have parted', () => {
    const { placed } = compare(
      R2,
      [aDepartment('a', 92, 100), aDepartment('b', 95, 100), aDepartment('c', 97, 100)],
      1,
    );
    expect(placed.map(({ rankLow, rankHigh, standing }) => [rankLow, rankHigh, standing])).toEqual(
      Array(3).fill([1, 3, 'indistinct']),
    );
  });

  it('says of an office that can be told apart that it is below, and leaves the middle one in the middle', () => {
    const { placed } = compare(
      R2,
      [aDepartment('a', 990, 1000), aDepartment('b', 900, 1000), aDepartment('c', 700, 1000)],
      1,
    );
    expect(placed.map(({ rankLow, rankHigh, standing }) => [rankLow, rankHigh, standing])).toEqual([
      [1, 1, 'above'],
      [2, 2, 'indistinct'],
      [3, 3, 'below'],
    ]);
    expect(placed[0]!.apartFrom).toEqual(new Set(['b', 'c']));
  });

  it('of an indicator that is better when low calls a large value above, and worse', () => {
    const overdue: Indicator = { ...R2, better: 'down' };
    const { placed } = compare(
      overdue,
      [aDepartment('a', 990, 1000), aDepartment('b', 900, 1000), aDepartment('c', 700, 1000)],
      1,
    );
    expect(placed.map(({ code, standing }) => [code, standing, isWorse(overdue, standing)])).toEqual([
      ['c', 'below', false],
      ['b', 'indistinct', false],
      ['a', 'above', true],
    ]);
  });

  it('is nothing without a department, and sure of nothing with one', () => {
    expect(compare(R2, [], 1)).toEqual({ placed: [], median: null });
    expect(compare(R2, [aDepartment('a', 90, 100)], 1).placed[0]).toMatchObject({
      rankLow: 1,
      rankHigh: 1,
      standing: 'indistinct',
    });
  });

  it('agrees from both sides on who can be told apart, and never calls more than half of them above or below', () => {
    const member = fc.record({ due: fc.integer({ min: 100, max: 900 }), late: fc.nat({ max: 100 }) });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 12 }), fc.nat(), (members, seed) => {
        const { placed } = compare(
          R2,
          members.map(({ due, late }, index) =>
            aDepartment(`d${String(index).padStart(2, '0')}`, due - late, due),
          ),
          seed,
        );
        for (const one of placed)
          for (const other of placed)
            expect(one.apartFrom.has(other.code)).toBe(other.apartFrom.has(one.code));
        for (const side of ['above', 'below'])
          expect(placed.filter(({ standing }) => standing === side).length).toBeLessThanOrEqual(
            placed.length / 2,
          );
      }),
      { numRuns: 30 },
    );
  });
});

describe('the funnel', () => {
  it('is centred on all cases together, not on the mean of the departments', () => {
    const funnel = funnelOf(R2, [
      aDepartment('a', 90, 100),
      aDepartment('b', 10, 20),
      aDepartment('c', 5, 10),
    ])!;
    expect(funnel.centre).toBeCloseTo(105 / 130, 12);
  });

  it('names the one that lies outside, and only when the others lie close together', () => {
    const alike = Array.from({ length: 30 }, (_, index) => aDepartment(`d${index}`, 950 + (index % 3), 1000));
    const funnel = funnelOf(R2, [...alike, aDepartment('slow', 860, 1000)])!;
    expect(funnel.outside998).toEqual(['slow']);
    expect(funnel.outside95).toEqual(['slow']);
  });

  it('opens towards small departments and covers them all', () => {
    const funnel = funnelOf(R2, [
      aDepartment('a', 95, 100),
      aDepartment('b', 960, 1000),
      aDepartment('c', 290, 300),
    ])!;
    const widths = funnel.curve.map(({ low998, high998 }) => high998 - low998);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(funnel.curve[0]!.n).toBeLessThan(100);
    expect(funnel.curve.at(-1)!.n).toBeGreaterThan(1000);
    for (const { low95, high95, low998, high998 } of funnel.curve) {
      expect([low998 <= low95, low95 <= funnel.centre, funnel.centre <= high95, high95 <= high998]).toEqual([
        true,
        true,
        true,
        true,
      ]);
    }
  });

  it('speaks in points for the satisfaction index', () => {
    const rated = (code: string, five: number, one: number): Compared => {
      const sums = { level_5: five, level_1: one };
      return { code, figure: { ...C1.reading(sums)!, sums, withheld: false, systemVersion: 1 } };
    };
    const funnel = funnelOf(C1, [rated('a', 90, 10), rated('b', 180, 20), rated('c', 450, 50)])!;
    expect(funnel.centre).toBe(90);
    expect(funnel.tau).toBe(0);
    expect(funnel.curve[0]!.low95).toBeCloseTo(90 - (1.959964 * 30) / Math.sqrt(funnel.curve[0]!.n), 4);
  });

  it('is not drawn for two, nor where everything agrees', () => {
    expect(funnelOf(R2, [aDepartment('a', 90, 100), aDepartment('b', 80, 100)])).toBeNull();
    expect(
      funnelOf(
        R2,
        ['a', 'b', 'c'].map((code) => aDepartment(code, 100, 100)),
      ),
    ).toBeNull();
  });
});
