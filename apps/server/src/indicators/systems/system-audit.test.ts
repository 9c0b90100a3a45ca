import { describe, expect, it } from '@jest/globals';
import type { Sums, SystemSettings } from '@huiyin/domain';
import { FIRST_SYSTEM, indicatorOf } from '@huiyin/domain';
import type { FoundFigure } from '../figure-reader.repository.ts';
import { shownPeriod } from '../periods.ts';
import type { Unit } from './system-audit.service.ts';
import { auditOf } from './system-audit.service.ts';

/** Two sides: R of two indicators, S of one. */
const settings: SystemSettings = {
  ...FIRST_SYSTEM,
  dimensions: [
    { code: 'R', weight: 1 },
    { code: 'S', weight: 1 },
  ],
  indicators: [
    { code: 'R1', weight: 1, worst: 0.5, best: 1 },
    { code: 'R2', weight: 1, worst: 0.5, best: 1 },
    { code: 'S2', weight: 1, worst: 0.5, best: 0 },
  ],
};
const period = shownPeriod({ kind: 'year', start: '2026-01-01' }, '2027-02-01');

/** An office that answers this many of 100 in time, notifies as many, and is asked again by the rest. */
function office(place: number, of: readonly string[] = ['R1', 'R2', 'S2']): Unit {
  const good = 60 + 3 * place;
  const sums: Sums = {
    notice_due: 100,
    notice_on_time: good,
    reply_due: 100,
    reply_on_time: good,
    repeat_due: 100,
    repeat_came: 100 - good + ((place * 7) % 5),
  };
  const figures = of.map((code): [string, FoundFigure] => [
    code,
    {
      ...indicatorOf(code)!.reading(sums)!,
      sums,
      withheld: false,
      systemVersion: 1,
      code: `office-${place}`,
      kind: 'year',
      start: '2026-01-01',
      indicator: code,
    },
  ]);
  return new Map(figures);
}
const offices = (count: number, of?: readonly string[]) =>
  Array.from({ length: count }, (_, place) => office(place, of));

describe('the audit of a system', () => {
  it('says nothing over nine departments', () => {
    expect(auditOf(settings, offices(9), period)).toBeNull();
  });

  it('tells of ten which indicators say the same, whether a side is of one piece, and what each one moves', () => {
    const audit = auditOf(settings, offices(10), period)!;
    expect(audit.departments).toBe(10);
    expect(audit.pairs).toContainEqual(
      expect.objectContaining({ first: 'R1', second: 'R2', n: 10, flag: 'same' }),
    );
    expect(audit.pairs[0]!.r).toBeCloseTo(1, 9);
    expect(audit.alphas.find(({ dimension }) => dimension === 'R')!.alpha).toBeCloseTo(1, 9);
    expect(audit.dropped.map(({ indicator }) => indicator).sort()).toEqual(['R1', 'R2', 'S2']);
    expect(audit.shifts).not.toBeNull();
  });

  it('tells nothing of ranks where fewer than ten have a composite', () => {
    const audit = auditOf(settings, [...offices(9), office(9, ['R1', 'R2'])], period)!;
    expect(audit.departments).toBe(10);
    expect(audit.dropped).toEqual([]);
    expect(audit.shifts).toBeNull();
    expect(audit.alphas.find(({ dimension }) => dimension === 'R')!.alpha).toBeCloseTo(1, 9);
  });

  it('tells nothing of a pair, or of the piece a side makes, that fewer than ten have', () => {
    const audit = auditOf(settings, [...offices(9), office(9, ['R1', 'S2'])], period)!;
    expect(audit.pairs.every(({ first, second }) => first !== 'R2' && second !== 'R2')).toBe(true);
    expect(audit.alphas.find(({ dimension }) => dimension === 'R')!.alpha).toBeNull();
  });

  it('leaves out a department of which one indicator alone may be told', () => {
    expect(auditOf(settings, [...offices(9), office(9, ['R1'])], period)).toBeNull();
  });
});
