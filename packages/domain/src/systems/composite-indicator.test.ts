import { describe, expect, it } from '@jest/globals';
import type { Sums } from '../tallies/index.ts';
import { compositeIndicator, dimensionScores } from './composite-indicator.ts';
import { bandOf, volumeBands } from './peer-bands.ts';
import { FIRST_SYSTEM } from './system.ts';
import type { SystemSettings } from './system.ts';

/** Two dimensions of one indicator each, with goalposts that make the arithmetic easy. */
const small: SystemSettings = {
  ...FIRST_SYSTEM,
  dimensions: [
    { code: 'R', weight: 1 },
    { code: 'S', weight: 1 },
  ],
  indicators: [
    { code: 'R2', weight: 1, worst: 0.5, best: 1 },
    { code: 'S2', weight: 1, worst: 0.3, best: 0 },
  ],
};
const sums: Sums = { reply_due: 100, reply_on_time: 90, repeat_due: 50, repeat_came: 3 };

describe('the composite', () => {
  it('is the geometric mean of the sides: 90 % between 50 and 100 scores 80, 6 % between 30 and 0 scores 80', () => {
    const reading = compositeIndicator(small).reading(sums)!;
    expect(reading.value).toBeCloseTo(80, 9);
    expect(reading.denominator).toBe(50);
    expect(reading.low).toBeLessThan(80);
    expect(reading.high).toBeGreaterThan(80);
    expect(dimensionScores(small, sums)!.get('R')).toBeCloseTo(80, 9);
  });

  it('does not let one side make up for another: 100 and 1 make 10, not 50', () => {
    const reading = compositeIndicator(small).reading({ ...sums, reply_on_time: 100, repeat_came: 50 })!;
    expect(reading.value).toBeCloseTo(Math.sqrt(100 * 1), 9);
  });

  it('is missing where a side is, and a side of 29 cases is', () => {
    expect(compositeIndicator(small).reading({ reply_due: 100, reply_on_time: 90 })).toBeNull();
    expect(compositeIndicator(small).reading({ ...sums, repeat_due: 29 })).toBeNull();
    expect(compositeIndicator(small).reading({ ...sums, repeat_due: 30 })).not.toBeNull();
    expect(dimensionScores(small, {})).toBeNull();
  });

  it('changes by later minus earlier, with an interval that knows both errors', () => {
    const later: Sums = { ...sums, reply_on_time: 95 };
    const change = compositeIndicator(small).change(sums, later)!;
    expect(change.difference).toBeCloseTo(Math.sqrt(90 * 80) - 80, 9);
    expect(change.low).toBeLessThan(change.difference);
    expect(change.high - change.difference).toBeCloseTo(change.difference - change.low, 9);
    expect(compositeIndicator(small).change(sums, {})).toBeNull();
  });
});

describe('volume bands', () => {
  it('begin with the fewest, and the last has no end', () => {
    expect(volumeBands([500, 20_000])).toEqual([
      { band: 1, from: 0, to: 500 },
      { band: 2, from: 500, to: 20_000 },
      { band: 3, from: 20_000, to: null },
    ]);
    expect(volumeBands([])).toEqual([{ band: 1, from: 0, to: null }]);
  });

  it.each([
    [0, 1],
    [499, 1],
    [500, 2],
    [20_000, 3],
  ])('%d cases are in band %d', (volume, band) => {
    expect(bandOf(volume, [500, 20_000]).band).toBe(band);
  });
});
