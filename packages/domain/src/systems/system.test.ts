import { describe, expect, it } from '@jest/globals';
import { INDICATORS } from '../indicators/index.ts';
import { FIRST_SYSTEM, faultsOf } from './system.ts';
import type { SystemSettings } from './system.ts';

const changed = (change: Partial<SystemSettings>): string[] => faultsOf({ ...FIRST_SYSTEM, ...change });
const withIndicator = (code: string, change: Partial<SystemSettings['indicators'][number]>): string[] =>
  changed({
    indicators: FIRST_SYSTEM.indicators.map((one) => (one.code === code ? { ...one, ...change } : one)),
  });

describe('the first system', () => {
  it('may be adopted, scores every indicator of a dimension, and weighs the dimensions to 1', () => {
    expect(faultsOf(FIRST_SYSTEM)).toEqual([]);
    expect(FIRST_SYSTEM.indicators.map(({ code }) => code)).toEqual(
      INDICATORS.filter(({ dimension }) => dimension !== null).map(({ code }) => code),
    );
    expect(FIRST_SYSTEM.indicators).toHaveLength(17);
    expect(FIRST_SYSTEM.dimensions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(FIRST_SYSTEM.dimensions.map(({ weight }) => Math.round(100 * weight))).toEqual([
      20, 25, 20, 15, 10, 10,
    ]);
    expect(FIRST_SYSTEM.minimum).toEqual({ scored: 30, ranked: 100 });
  });
});

describe('settings that may not be adopted', () => {
  it.each<[string, string[], RegExp]>([
    ['a weight of nothing', withIndicator('R2', { weight: 0 }), /^Indicator R2 has the weight 0/],
    [
      'a weight that is no number',
      withIndicator('R2', { weight: Number.NaN }),
      /^Indicator R2 has the weight NaN/,
    ],
    ['goalposts the wrong way round', withIndicator('R2', { worst: 1, best: 0.5 }), /wrong way round: more/],
    [
      'goalposts the wrong way round, less being better',
      withIndicator('R3', { worst: 0, best: 0.6 }),
      /less is better/,
    ],
    ['equal goalposts', withIndicator('C1', { worst: 50, best: 50 }), /wrong way round/],
    ['goalposts outside the scale', withIndicator('R2', { worst: 0, best: 1.2 }), /between 0 and 1\./],
    [
      'a display-only indicator',
      changed({ indicators: [...FIRST_SYSTEM.indicators, { code: 'POS', weight: 1, worst: 0, best: 1 }] }),
      /no scored indicator POS/,
    ],
    [
      'an indicator twice',
      changed({ indicators: [...FIRST_SYSTEM.indicators, FIRST_SYSTEM.indicators[0]!] }),
      /^Indicator R1 stands twice/,
    ],
    [
      'a dimension twice',
      changed({ dimensions: [...FIRST_SYSTEM.dimensions, { code: 'R', weight: 0.1 }] }),
      /dimension stands twice/,
    ],
    [
      'a dimension without indicators',
      changed({ indicators: FIRST_SYSTEM.indicators.filter(({ code }) => !code.startsWith('P')) }),
      /^Dimension P has no indicator/,
    ],
    [
      'an indicator without its dimension',
      changed({ dimensions: FIRST_SYSTEM.dimensions.filter(({ code }) => code !== 'P') }),
      /^Indicator P1 is of dimension P/,
    ],
    ['no floor', changed({ floor: 0 }), /^The floor/],
    ['a minimum of small groups', changed({ minimum: { scored: 10, ranked: 100 } }), /at least 11/],
    ['ranks before scores', changed({ minimum: { scored: 100, ranked: 99 } }), /not below it/],
    ['bands that fall', changed({ peers: { volumeBands: [20_000, 500] } }), /volume bands/],
  ])('%s', (_, faults, sentence) => {
    expect(faults.some((fault) => sentence.test(fault))).toBe(true);
  });
});
