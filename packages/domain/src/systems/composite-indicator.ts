import type { Change, Indicator, Reading } from '../indicators/index.ts';
import { indicatorOf } from '../indicators/index.ts';
import { compositeError, compositeOf, zOfLevel } from '../statistics/index.ts';
import type { CompositeRules } from '../statistics/index.ts';
import type { Sums } from '../tallies/index.ts';
import { MEASURE_NAMES } from '../tallies/index.ts';
import type { SystemSettings } from './system.ts';

/** The code of the composite where indicators are named. */
export const COMPOSITE = 'ALL';

/** The rules by which the settings of a system make one score out of values. */
export function compositeRules({ dimensions, indicators, floor }: SystemSettings): CompositeRules {
  return {
    dimensions: dimensions.map(({ code, weight }) => ({
      code,
      weight,
      indicators: indicators
        .filter((one) => indicatorOf(one.code)?.dimension === code)
        .map(({ code: indicator, weight: inside, worst, best }) => ({
          code: indicator,
          weight: inside,
          low: Math.min(worst, best),
          high: Math.max(worst, best),
          better: worst < best ? ('up' as const) : ('down' as const),
        })),
    })),
    floor,
    within: 'arithmetic',
    across: 'geometric',
  };
}

/** The values and standard errors of the indicators that may be scored: those that rest on enough cases. */
export function scoredValues(
  { indicators, minimum }: SystemSettings,
  sums: Sums,
): { values: Map<string, number>; errors: Map<string, number>; cases: Map<string, number> } {
  const values = new Map<string, number>();
  const errors = new Map<string, number>();
  const cases = new Map<string, number>();
  for (const { code } of indicators) {
    const indicator = indicatorOf(code);
    const reading = indicator?.reading(sums) ?? null;
    if (indicator === undefined || reading === null || reading.denominator < minimum.scored) continue;
    values.set(code, reading.value);
    errors.set(code, indicator.standardError(sums) ?? 0);
    cases.set(code, reading.denominator);
  }
  return { values, errors, cases };
}

/**
 * The composite of a system as an indicator like any other, so that it is shown, ranked and compared in the same way. Its
 * value is a score of 0–100; null when a dimension has no indicator with enough cases. n is that of its weakest
 * dimension, the cases of whose indicators are added, so the same minimum decides whether it may be ranked. There is
 * nothing that it divides: the numerator is the score itself. Its interval follows from the errors of its indicators.
 */
export function compositeIndicator(settings: SystemSettings): Indicator {
  const rules = compositeRules(settings);
  const standardError = (sums: Sums): number | null => {
    const { values, errors } = scoredValues(settings, sums);
    return compositeError(values, errors, rules);
  };
  const reading = (sums: Sums): Reading | null => {
    const { values, errors, cases } = scoredValues(settings, sums);
    const composite = compositeOf(values, rules);
    if (composite === null) return null;
    const reach = zOfLevel(0.95) * (compositeError(values, errors, rules) ?? 0);
    const value = composite.score;
    const weakest = rules.dimensions.map(({ indicators }) =>
      indicators.reduce((sum, { code }) => sum + (cases.get(code) ?? 0), 0),
    );
    return {
      value,
      low: Math.max(0, value - reach),
      high: Math.min(100, value + reach),
      numerator: value,
      denominator: Math.min(...weakest),
    };
  };
  return {
    ...WORDS,
    code: COMPOSITE,
    dimension: null,
    unit: 'points',
    better: 'up',
    measures: MEASURE_NAMES.filter((name) =>
      settings.indicators.some(({ code }) => indicatorOf(code)?.measures.includes(name)),
    ),
    population: [],
    restsOn: 'people',
    reading,
    standardError,
    change(earlier, later): Change | null {
      const [before, after] = [reading(earlier), reading(later)];
      if (before === null || after === null) return null;
      const reach = zOfLevel(0.95) * Math.hypot(standardError(earlier) ?? 0, standardError(later) ?? 0);
      const difference = after.value - before.value;
      return { difference, low: difference - reach, high: difference + reach };
    },
  };
}

/** The scores of the dimensions, 0–100, by code; null without a composite. */
export const dimensionScores = (settings: SystemSettings, sums: Sums): ReadonlyMap<string, number> | null =>
  compositeOf(scoredValues(settings, sums).values, compositeRules(settings))?.dimensions ?? null;

const WORDS = {
  name: { zh: '综合指数', en: 'Composite index' },
  explanation: {
    zh: '六个方面合成的一个分数，0到100。每个指标先放到固定的目标值之间换成分，方面之内取平均，方面之间取几何平均，所以一方面很差不能靠别的方面补上。缺一个方面就没有综合指数。',
    en: 'One score out of the six sides, from 0 to 100. Each indicator is scored between fixed goalposts, averaged inside its side, and the sides are averaged geometrically, so that one bad side cannot be bought off with another. Where a side is missing there is no composite.',
  },
  numerator: { zh: '各方面得分的加权几何平均', en: 'the weighted geometric mean of the sides' },
  denominator: { zh: '最弱一方面所依据的件数', en: 'the cases behind the side with the fewest' },
  cohort: { zh: '各指标按自己的归期', en: 'each indicator by its own day' },
  noun: { zh: '件（最少的一方面）', en: 'cases on the side with the fewest' },
  source: { zh: '指标体系和各指标的日计', en: 'the indicator system and the tallies of its indicators' },
} as const;
