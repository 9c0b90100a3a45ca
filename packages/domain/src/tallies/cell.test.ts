import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Contributions, DayContribution, WaitContribution } from './cell.ts';
import { CellSums, NOTHING, WAIT_CLOCKS, deltaOf, isZero } from './cell.ts';
import { MEASURES, MEASURE_NAMES, STOCK_NAMES, sumOf, sumsFit } from './measures.ts';

const aCell = (day: string, sums: DayContribution['sums']): DayContribution => ({
  key: { departmentId: 1, day, itemId: 0, channel: 'web', letterType: '' },
  sums,
});

const dayContribution: fc.Arbitrary<DayContribution> = fc.record({
  key: fc.record({
    departmentId: fc.integer({ min: 1, max: 2 }),
    day: fc.constantFrom('2024-02-09', '2024-02-18'),
    itemId: fc.integer({ min: 0, max: 1 }),
    channel: fc.constantFrom('web', 'window'),
    letterType: fc.constantFrom('', 'help'),
  }),
  sums: fc.dictionary(fc.constantFrom(...MEASURE_NAMES), fc.integer({ min: -3, max: 3 }), { maxKeys: 3 }),
});
const waitContribution: fc.Arbitrary<WaitContribution> = fc.record({
  key: fc.record({
    departmentId: fc.integer({ min: 1, max: 2 }),
    day: fc.constantFrom('2024-02-09', '2024-02-18'),
    letterType: fc.constantFrom('help'),
    clock: fc.constantFrom(...WAIT_CLOCKS),
    unit: fc.constantFrom('working_day' as const, 'calendar_day' as const),
    wait: fc.integer({ min: 0, max: 2 }),
  }),
  sums: fc.record({ received: fc.integer({ min: -1, max: 1 }), answered: fc.integer({ min: -1, max: 1 }) }),
});
const contributions: fc.Arbitrary<Contributions> = fc.record({
  days: fc.array(dayContribution, { maxLength: 5 }),
  waits: fc.array(waitContribution, { maxLength: 5 }),
});
const summed = (...all: readonly Contributions[]): Contributions =>
  all.reduce((sums, one) => sums.add(one), new CellSums()).result();

/** What a result says of each cell and measure, without zeros. */
const counts = ({ days, waits }: Contributions): Map<string, number> =>
  new Map(
    [...days, ...waits].flatMap(({ key, sums }) =>
      Object.entries(sums)
        .filter(([, count]) => count !== 0)
        .map(([measure, count]) => [`${JSON.stringify(key)} ${measure}`, count] as const),
    ),
  );

describe('sums of cells', () => {
  it('adds what falls into the same cell and keeps other cells apart', () => {
    const { days } = summed({
      days: [
        aCell('2024-02-09', { level_5: 1 }),
        aCell('2024-02-18', { level_5: 1 }),
        aCell('2024-02-09', { level_5: 1, invited: 3 }),
      ],
      waits: [],
    });
    expect(days).toEqual([
      aCell('2024-02-09', { level_5: 2, invited: 3 }),
      aCell('2024-02-18', { level_5: 1 }),
    ]);
  });

  it('leaves out a cell that comes to nothing', () => {
    const one: Contributions = { days: [aCell('2024-02-09', { level_5: 1 })], waits: [] };
    expect(new CellSums().add(one).subtract(one).result()).toEqual(NOTHING);
  });

  it('does not change what it was given', () => {
    const given = Object.freeze({
      days: [Object.freeze(aCell('2024-02-09', Object.freeze({ level_5: 1 })))],
      waits: [],
    });
    expect(summed(given, given).days[0]!.sums).toEqual({ level_5: 2 });
  });

  it('come to the same in any order', () => {
    fc.assert(
      fc.property(fc.array(contributions, { maxLength: 6 }), (all) => {
        expect(summed(...all.toReversed())).toEqual(summed(...all));
      }),
    );
  });

  it('of a change are what must be added to the sums before to get the sums after', () => {
    fc.assert(
      fc.property(contributions, contributions, (before, after) => {
        expect(counts(summed(before, deltaOf(before, after)))).toEqual(counts(summed(after)));
      }),
    );
  });

  it('of a change that changes nothing are nothing', () => {
    fc.assert(fc.property(contributions, (same) => expect(deltaOf(same, same)).toEqual(NOTHING)));
  });
});

describe('the measures', () => {
  it('have each a name of their own that a column can bear', () => {
    expect(new Set(MEASURE_NAMES).size).toBe(MEASURES.length);
    for (const name of MEASURE_NAMES) expect(name).toMatch(/^[a-z][a-z_0-9]*$/);
  });

  it('ripen the next day exactly when their day must have ended: due days, times watched and stocks', () => {
    for (const { cohort, ripens } of MEASURES)
      expect([cohort.en, ripens]).toEqual([
        cohort.en,
        /^(due day|last day|change of the day)/.test(cohort.en) ? 'next_day' : 'at_once',
      ]);
  });

  it('are flows but for four stocks', () => {
    expect(STOCK_NAMES).toEqual(['open_letters', 'overdue_letters', 'channels_required', 'channels_live']);
  });

  it('fit together when no count is below 0 and no part above its whole', () => {
    expect(sumsFit({})).toBe(true);
    expect(sumsFit({ reply_due: 3, reply_on_time: 3 })).toBe(true);
    expect(sumsFit({ reply_due: 3, reply_on_time: 4 })).toBe(false);
    expect(sumsFit({ reply_on_time: 1 })).toBe(false);
    expect(sumsFit({ level_5: -1 })).toBe(false);
    const wholes = new Map<string, string | undefined>(
      MEASURES.map((measure) => [measure.name, 'partOf' in measure ? measure.partOf : undefined]),
    );
    for (const whole of wholes.values()) if (whole !== undefined) expect(wholes.has(whole)).toBe(true);
  });

  it('that no cell carried are 0', () => {
    expect(sumOf({}, 'level_1')).toBe(0);
    expect(isZero({})).toBe(true);
    expect(isZero({ level_1: 0 })).toBe(true);
    expect(isZero({ level_1: -1 })).toBe(false);
  });
});
