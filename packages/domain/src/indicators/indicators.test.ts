import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Measure, Sums } from '../tallies/index.ts';
import { MEASURE_NAMES } from '../tallies/index.ts';
import { INDICATORS, indicatorOf, levelCounts } from './index.ts';
import type { Indicator } from './indicator.ts';

const indicator = (code: string): Indicator => indicatorOf(code)!;

/** Sums as tallies can hold them: a part is never above its whole. */
const possibleSums: fc.Arbitrary<Sums> = fc
  .record({
    levels: fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50)),
    due: fc.nat(60),
    onTime: fc.nat(60),
    invited: fc.nat(60),
    rated: fc.nat(60),
    disclosed: fc.nat(60),
    toDisclose: fc.nat(60),
  })
  .map(({ levels, due, onTime, invited, rated, disclosed, toDisclose }) => ({
    level_1: levels[0],
    level_2: levels[1],
    level_3: levels[2],
    level_4: levels[3],
    level_5: levels[4],
    reply_due: due + onTime,
    reply_on_time: onTime,
    invited: invited + rated,
    invited_rated: rated,
    disclosure_due: toDisclose + disclosed,
    disclosed_on_time: disclosed,
  }));

describe('each indicator', () => {
  it.each<[string, Sums, number, number]>([
    ['R2', { reply_due: 100, reply_on_time: 93 }, 0.93, 100],
    ['C1', { level_1: 1, level_2: 1, level_3: 1, level_4: 1, level_5: 6 }, 75, 10],
    ['C1', { level_1: 6, level_2: 1, level_3: 1, level_4: 1, level_5: 1 }, 25, 10],
    ['D1', { disclosure_due: 40, disclosed_on_time: 36 }, 0.9, 40],
    ['P1', { invited: 100, invited_rated: 14 }, 0.14, 100],
    ['POS', { level_1: 1, level_2: 2, level_3: 3, level_4: 4, level_5: 10 }, 0.85, 20],
  ])('%s of %j is %d of n %d', (code, sums, value, n) => {
    const reading = indicator(code).reading(sums)!;
    expect(reading.value).toBeCloseTo(value, 12);
    expect(reading.denominator).toBe(n);
  });

  it('counts 25 × (level − 1) as the numerator of the satisfaction index', () => {
    const { value, numerator, denominator } = indicator('C1').reading({
      level_1: 1,
      level_2: 1,
      level_3: 1,
      level_4: 1,
      level_5: 6,
    })!;
    expect(numerator).toBe(750);
    expect(numerator / denominator).toBe(value);
  });

  it('says nothing without a case', () => {
    for (const one of INDICATORS) {
      expect(one.reading({})).toBeNull();
      expect(one.standardError({})).toBeNull();
      expect(one.change({}, { reply_due: 1, level_5: 1, invited: 1, disclosure_due: 1 })).toBeNull();
    }
  });

  it('never counts a default, excluded or withdrawn rating', () => {
    for (const { measures } of INDICATORS) {
      for (const measure of ['rating_default', 'rating_excluded', 'rating_withdrawn'] as const)
        expect(measures).not.toContain(measure);
    }
  });

  it('keeps its value inside its interval and both inside its scale', () => {
    fc.assert(
      fc.property(possibleSums, (sums) => {
        for (const { reading, unit } of INDICATORS) {
          const read = reading(sums);
          if (read === null) continue;
          expect(read.low).toBeGreaterThanOrEqual(0);
          expect(read.low).toBeLessThanOrEqual(read.value);
          expect(read.value).toBeLessThanOrEqual(read.high);
          expect(read.high).toBeLessThanOrEqual(unit === 'share' ? 1 : 100);
        }
      }),
    );
  });

  it('reads its own measures only', () => {
    fc.assert(
      fc.property(
        possibleSums,
        fc.constantFrom(...MEASURE_NAMES),
        fc.integer({ min: 1, max: 99 }),
        (sums, measure, more) => {
          for (const { reading, standardError, measures } of INDICATORS) {
            if (measures.includes(measure)) continue;
            const changed: Sums = { ...sums, [measure]: (sums[measure] ?? 0) + more };
            expect(reading(changed)).toEqual(reading(sums));
            expect(standardError(changed)).toEqual(standardError(sums));
          }
        },
      ),
    );
  });

  it('gives one figure for the sum of two offices, never the mean of their figures', () => {
    fc.assert(
      fc.property(possibleSums, possibleSums, (a, b) => {
        const both = Object.fromEntries(
          MEASURE_NAMES.map((name: Measure) => [name, (a[name] ?? 0) + (b[name] ?? 0)]),
        ) as Sums;
        for (const { reading } of INDICATORS) {
          const [first, second, sum] = [reading(a), reading(b), reading(both)];
          const n = (first?.denominator ?? 0) + (second?.denominator ?? 0);
          expect(sum?.denominator ?? 0).toBe(n);
          if (sum !== null)
            expect(sum.value).toBeCloseTo(((first?.numerator ?? 0) + (second?.numerator ?? 0)) / n, 9);
        }
      }),
    );
  });

  it('changes by later minus earlier, the other way round with the other sign', () => {
    const earlier: Sums = { reply_due: 80, reply_on_time: 48, level_1: 10 };
    const later: Sums = { reply_due: 70, reply_on_time: 56, level_5: 10 };
    expect(indicator('R2').change(earlier, later)!.difference).toBeCloseTo(0.2, 12);
    expect(indicator('R2').change(earlier, later)!.low).toBeCloseTo(0.0524, 4);
    expect(indicator('R2').change(earlier, later)!.high).toBeCloseTo(0.3339, 4);
    expect(indicator('R2').change(later, earlier)!.difference).toBeCloseTo(-0.2, 12);
    expect(indicator('C1').change(earlier, later)!.difference).toBe(100);
  });

  it('is never taken as certain: all on time still has an error', () => {
    for (const one of INDICATORS) {
      const error = one.standardError({
        reply_due: 30,
        reply_on_time: 30,
        level_5: 30,
        invited: 30,
        invited_rated: 30,
        disclosure_due: 30,
        disclosed_on_time: 30,
      })!;
      expect(error).toBeGreaterThan(one.unit === 'share' ? 0.01 : 1);
    }
  });

  it('is found by its code, and no other code finds one', () => {
    expect(INDICATORS.map(({ code }) => indicatorOf(code)?.code)).toEqual(['R2', 'C1', 'D1', 'P1', 'POS']);
    expect(indicatorOf('R9')).toBeUndefined();
  });

  it('is explained in both languages', () => {
    for (const { name, explanation, numerator, denominator, cohort, noun, source } of INDICATORS) {
      for (const text of [name, explanation, numerator, denominator, cohort, noun, source]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(text.en).toMatch(/^[^\p{Script=Han}]{3,}$/u);
      }
    }
  });
});

describe('level counts', () => {
  it('go from level 1 to level 5', () => {
    expect(levelCounts({ level_1: 5, level_3: 1 })).toEqual([5, 0, 1, 0, 0]);
  });
});
