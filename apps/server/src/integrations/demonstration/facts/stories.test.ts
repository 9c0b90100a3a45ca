import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LevelCounts } from '@huiyin/domain';
import {
  CellSums,
  contributionsOfAppeal,
  contributionsOfItemChannel,
  contributionsOfLetter,
  contributionsOfRectification,
  contributionsOfReplySample,
  indicatorOf,
  localDateOf,
  periodOf,
  previousPeriod,
  rectificationState,
  satisfactionIndex,
} from '@huiyin/domain';
import { SAMPLE_RULES, sampleDemonstration, sampleNumbering } from '../demonstration.sample.ts';
import { STORIES } from '../province/characters.ts';
import type { DemoCase } from './cases.ts';
import { isBadCase } from './rectifications.ts';

// What was planted in the demonstration for its pages to tell, computed from the facts themselves.
jest.setTimeout(180_000);

const demonstration = sampleDemonstration(0.5);
const numbering = sampleNumbering(demonstration);
const now = previousPeriod(periodOf('quarter', demonstration.today));
const before = previousPeriod(now);
const codeOf = (story: string): string => Object.entries(STORIES).find(([, told]) => told === story)![0];

describe('the stories of the demonstration', () => {
  let cases: DemoCase[];
  /** Sums over all days, by department. */
  const sums = new Map<number, Record<string, number>>();
  beforeAll(() => {
    cases = [...demonstration.cases(numbering)];
    const cells = new CellSums();
    const judgement = demonstration.judgement(numbering);
    const dayOf = (at: number) => localDateOf(at, SAMPLE_RULES.policy.zone);
    for (const letter of demonstration.letters(numbering)) {
      cells.add(contributionsOfLetter(letter.state, SAMPLE_RULES, letter));
      const drawn = judgement(letter);
      if (drawn?.judgement)
        cells.add(
          contributionsOfReplySample({
            ...drawn,
            departmentId: drawn.replierDepartmentId,
            judgement: { on: dayOf(drawn.judgement.at), substantive: drawn.judgement.substantive },
          }),
        );
    }
    const { orders, appeals } = demonstration.consequences(numbering, cases.filter(isBadCase));
    for (const { events, ...about } of orders)
      cells.add(contributionsOfRectification(rectificationState(events)!, SAMPLE_RULES, about));
    for (const { decision, ...about } of appeals)
      cells.add(
        contributionsOfAppeal({
          ...about,
          decision: decision && { on: dayOf(decision.at), upheld: decision.upheld },
        }),
      );
    for (const pair of demonstration.coverage(numbering)) cells.add(contributionsOfItemChannel(pair));
    for (const { key, sums: counts } of cells.result().days) {
      if (key.day >= demonstration.today) continue;
      const known = sums.get(key.departmentId) ?? {};
      for (const [measure, count] of Object.entries(counts)) known[measure] = (known[measure] ?? 0) + count;
      sums.set(key.departmentId, known);
    }
  });

  const valueOf = (code: string, department: string): number =>
    indicatorOf(code)!.reading(sums.get(numbering.departmentId(department)) ?? {})!.value;
  const together = (code: string): number => {
    const all: Record<string, number> = {};
    for (const own of sums.values())
      for (const [measure, count] of Object.entries(own)) all[measure] = (all[measure] ?? 0) + count;
    return indicatorOf(code)!.reading(all)!.value;
  };

  it('every item satisfies more people and the office fewer, because fewer come for the easy one', () => {
    const own = cases.filter(
      ({ departmentId }) => departmentId === numbering.departmentId(codeOf('mix_shift')),
    );
    const index = (itemId: number | null, period: typeof now): number => {
      const counts = [0, 0, 0, 0, 0];
      for (const { rating, itemId: item } of own) {
        const day = localDateOf(rating?.ratedAt ?? 0, SAMPLE_RULES.policy.zone);
        if (rating?.standing !== 'effective' || rating.origin !== 'active') continue;
        if (day < period.first || day > period.last || (itemId !== null && item !== itemId)) continue;
        counts[rating.level - 1]! += 1;
      }
      return satisfactionIndex(counts as unknown as LevelCounts)!;
    };
    const items = [...new Set(own.map(({ itemId }) => itemId))];
    expect(items.length).toBeGreaterThan(3);
    for (const item of items) expect(index(item, now)).toBeGreaterThan(index(item, before));
    expect(index(null, now)).toBeLessThan(index(null, before) - 2);
  });

  it('nearly everybody says why a letter is withheld: the indicator has come to its ceiling', () => {
    expect(together('D3')).toBeGreaterThan(0.99);
  });

  it('one office copies its replies, and judges who do not know whose they are say so', () => {
    expect(valueOf('S3', codeOf('templates'))).toBeLessThan(0.45);
    expect(together('S3')).toBeGreaterThan(0.65);
    expect(valueOf('S2', codeOf('templates'))).toBeGreaterThan(together('S2'));
  });

  it('letters that lie for months show as overdue stock', () => {
    expect(valueOf('R3', codeOf('leaves_open'))).toBeGreaterThan(together('R3'));
  });

  it('every indicator has something to tell, and none but the ceiling tells only one thing', () => {
    const told = ['R1', 'R2', 'R3', 'R4', 'S1', 'S2', 'S3', 'C2', 'Z1', 'Z2', 'Z3', 'D1', 'D2', 'P2', 'OVR'];
    for (const code of told) {
      const value = together(code) / (code === 'C2' ? 100 : 1);
      expect([code, value > 0.02 && value < 0.99]).toEqual([code, true]);
    }
  });
});
