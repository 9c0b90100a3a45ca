import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Measure, Sums } from '../tallies/index.ts';
import { MEASURES, MEASURE_NAMES, sumsFit } from '../tallies/index.ts';
import { INDICATORS, POPULATIONS, indicatorOf, levelCounts, populationOf } from './index.ts';
import type { Indicator } from './indicator.ts';

const indicator = (code: string): Indicator => indicatorOf(code)!;

/** Sums as tallies can hold them: a part is never above its whole. The parts of a whole are drawn from what is left. */
const possibleSums: fc.Arbitrary<Sums> = fc
  .tuple(
    ...MEASURES.map(() =>
      fc.record({ extra: fc.nat(60), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ),
  )
  .map((draws) => {
    const sums: Partial<Record<Measure, number>> = {};
    const left: Partial<Record<Measure, number>> = {};
    MEASURES.forEach((measure, place) => {
      const { extra, share } = draws[place]!;
      // Levels of call-backs share their whole between them; other parts overlap.
      const whole = 'partOf' in measure ? (left[measure.partOf as Measure] ?? 0) : undefined;
      const count = whole === undefined ? extra : Math.floor(whole * share);
      if ('partOf' in measure && measure.name.startsWith('callback_level'))
        left[measure.partOf] = whole! - count;
      sums[measure.name] = count;
      left[measure.name] ??= count;
    });
    return sums;
  });
/** Every measure at 30, and so every part as large as its whole. */
const ALL_30: Sums = Object.fromEntries(MEASURE_NAMES.map((name) => [name, 30]));

describe('each indicator', () => {
  it.each<[string, Sums, number, number]>([
    ['R2', { reply_due: 100, reply_on_time: 93 }, 0.93, 100],
    ['C1', { level_1: 1, level_2: 1, level_3: 1, level_4: 1, level_5: 6 }, 75, 10],
    ['C1', { level_1: 6, level_2: 1, level_3: 1, level_4: 1, level_5: 1 }, 25, 10],
    ['D1', { disclosure_due: 40, disclosed_on_time: 36 }, 0.9, 40],
    ['P1', { invited: 100, invited_rated: 14 }, 0.14, 100],
    ['R1', { notice_due: 50, notice_on_time: 40 }, 0.8, 50],
    ['R3', { open_letters: 40, overdue_letters: 6 }, 0.15, 40],
    ['R4', { first_dispatched: 80, first_dispatch_kept: 72 }, 0.9, 80],
    ['S1', { callback_answered: 60, callback_resolved: 45 }, 0.75, 60],
    ['S2', { repeat_due: 50, repeat_came: 4 }, 0.08, 50],
    ['S3', { reply_judged: 20, reply_substantive: 13 }, 0.65, 20],
    ['C2', { callback_level_1: 1, callback_level_5: 3, callback_answered: 9 }, 75, 4],
    ['Z1', { contact_due: 10, contact_on_time: 7 }, 0.7, 10],
    ['Z2', { rectify_due: 25, rectify_on_time: 20 }, 0.8, 25],
    ['Z3', { rectified_answered: 10, rectified_satisfied: 4 }, 0.4, 10],
    ['D2', { published: 40, published_complete: 38 }, 0.95, 40],
    ['D3', { withheld: 12, withheld_reasoned: 9 }, 0.75, 12],
    ['P2', { channels_required: 60, channels_live: 45 }, 0.75, 60],
    ['POS', { level_1: 1, level_2: 2, level_3: 3, level_4: 4, level_5: 10 }, 0.85, 20],
    ['NEG', { level_1: 1, level_2: 2, level_3: 3, level_4: 4, level_5: 10 }, 0.15, 20],
    ['UNR', { invited: 100, invited_rated: 14 }, 0.86, 100],
    ['EXC', { level_5: 90, rating_excluded: 10 }, 0.1, 100],
    ['DEF', { level_5: 60, rating_default: 40 }, 0.4, 100],
    ['OVR', { appeal_decided: 8, appeal_upheld: 2 }, 0.25, 8],
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
      expect(one.change({}, ALL_30)).toBeNull();
    }
  });

  it('never counts a default, excluded or withdrawn rating, but where it says how many there are', () => {
    for (const { code, measures } of INDICATORS) {
      const uncounted = ['rating_default', 'rating_excluded', 'rating_withdrawn'] as const;
      const own = { DEF: 'rating_default', EXC: 'rating_excluded' }[code];
      for (const measure of uncounted)
        expect([code, measures.includes(measure)]).toEqual([code, measure === own]);
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
      // A count in full could not have come out otherwise.
      if (one.restsOn === 'things') continue;
      const error = one.standardError(ALL_30)!;
      expect(error).toBeGreaterThan(one.unit === 'share' ? 0.01 : 1);
    }
  });

  it('is found by its code, and no other code finds one', () => {
    expect(INDICATORS.map(({ code }) => indicatorOf(code)?.code)).toEqual([
      ...[
        'R1',
        'R2',
        'R3',
        'R4',
        'S1',
        'S2',
        'S3',
        'C1',
        'C2',
        'Z1',
        'Z2',
        'Z3',
        'D1',
        'D2',
        'D3',
        'P1',
        'P2',
      ],
      ...['POS', 'NEG', 'UNR', 'EXC', 'DEF', 'OVR'],
    ]);
    expect(indicatorOf('R9')).toBeUndefined();
  });

  it('has sums that fit together to test it with', () => {
    fc.assert(fc.property(possibleSums, (sums) => expect(sumsFit(sums)).toBe(true)));
  });

  it('belongs to its dimension by its first letter, or to none', () => {
    for (const { code, dimension } of INDICATORS) expect(dimension).toBe(code.length === 2 ? code[0] : null);
  });

  it('rests on one of the populations that are shown or withheld as one, unless on things', () => {
    for (const one of INDICATORS) {
      const keys = POPULATIONS.map(({ key }) => key);
      expect([one.code, keys.includes(populationOf(one))]).toEqual([one.code, one.restsOn === 'people']);
    }
  });

  it('P2 is counted in full: its interval is its value', () => {
    const { value, low, high } = indicator('P2').reading({ channels_required: 60, channels_live: 45 })!;
    expect([low, value, high]).toEqual([0.75, 0.75, 0.75]);
    const change = indicator('P2').change(
      { channels_required: 60, channels_live: 45 },
      { channels_required: 60, channels_live: 51 },
    )!;
    for (const side of [change.low, change.difference, change.high]) expect(side).toBeCloseTo(0.1, 12);
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
