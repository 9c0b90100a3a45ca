import { INDICATORS } from '../indicators/index.ts';
import type { DimensionCode } from '../indicators/index.ts';

/** How one indicator is scored: its weight inside its dimension, and the values that score 0 and 100 (its goalposts). */
export interface IndicatorScoring {
  readonly code: string;
  readonly weight: number;
  /** In the indicator's own unit: shares 0–1, points 0–100. For one that is better when low, `worst` is the larger. */
  readonly worst: number;
  readonly best: number;
}

/**
 * 指标体系: everything that turns figures into scores and into groups that are compared. All of it is a local choice, so it
 * lives in versions with a date. The indicators themselves are not in it: their formulas are code, and are the same for all.
 */
export interface SystemSettings {
  /** Weights of the dimensions; they need not add up to 1. A dimension that is not listed is not scored. */
  readonly dimensions: readonly { readonly code: DimensionCode; readonly weight: number }[];
  readonly indicators: readonly IndicatorScoring[];
  /** The least score of a dimension, 0–100: a geometric mean must not fall to nothing for a single 0. */
  readonly floor: number;
  /** How many cases a figure needs to enter a score, and to be ranked. Below 11 nothing is ever published. */
  readonly minimum: { readonly scored: number; readonly ranked: number };
  /**
   * Peers are of one level, one function line and one band of volume: cases invited to rate and letters received in the
   * twelve months to the end of the period. [500, 20000] makes three bands: below 500, below 20,000, and the rest.
   */
  readonly peers: { readonly volumeBands: readonly number[] };
}

/** What a new installation begins with, as the design of the product states it. */
export const FIRST_SYSTEM: SystemSettings = {
  dimensions: [
    { code: 'R', weight: 0.2 },
    { code: 'S', weight: 0.25 },
    { code: 'C', weight: 0.2 },
    { code: 'Z', weight: 0.15 },
    { code: 'D', weight: 0.1 },
    { code: 'P', weight: 0.1 },
  ],
  indicators: [
    { code: 'R1', weight: 1, worst: 0.6, best: 1 },
    { code: 'R2', weight: 1, worst: 0.5, best: 1 },
    { code: 'R3', weight: 1, worst: 0.6, best: 0 },
    { code: 'R4', weight: 1, worst: 0.6, best: 1 },
    { code: 'S1', weight: 1, worst: 0.2, best: 0.95 },
    { code: 'S2', weight: 1, worst: 0.3, best: 0 },
    { code: 'S3', weight: 1, worst: 0.2, best: 1 },
    { code: 'C1', weight: 1, worst: 40, best: 100 },
    { code: 'C2', weight: 1, worst: 30, best: 100 },
    { code: 'Z1', weight: 1, worst: 0.4, best: 1 },
    { code: 'Z2', weight: 1, worst: 0.4, best: 1 },
    { code: 'Z3', weight: 1, worst: 0.1, best: 0.9 },
    { code: 'D1', weight: 1, worst: 0.3, best: 1 },
    { code: 'D2', weight: 1, worst: 0.5, best: 1 },
    { code: 'D3', weight: 1, worst: 0.5, best: 1 },
    { code: 'P1', weight: 1, worst: 0, best: 0.5 },
    { code: 'P2', weight: 1, worst: 0.3, best: 1 },
  ],
  floor: 1,
  minimum: { scored: 30, ranked: 100 },
  peers: { volumeBands: [500, 20_000] },
};

/** What is wrong with settings, each in a sentence that says what to change; empty for settings that may be adopted. */
export function faultsOf(settings: SystemSettings): string[] {
  const faults: string[] = [];
  const known = new Map(
    INDICATORS.filter(({ dimension }) => dimension !== null).map((one) => [one.code, one]),
  );
  const dimensions = new Set(settings.dimensions.map(({ code }) => code));
  if (dimensions.size < settings.dimensions.length) faults.push('A dimension stands twice: name each once.');
  for (const { code, weight } of settings.dimensions) {
    if (!(weight > 0))
      faults.push(`Dimension ${code} has the weight ${weight}: give it one above 0 or leave it out.`);
    if (!settings.indicators.some((one) => known.get(one.code)?.dimension === code))
      faults.push(`Dimension ${code} has no indicator: name one or leave the dimension out.`);
  }
  const seen = new Set<string>();
  for (const { code, weight, worst, best } of settings.indicators) {
    const indicator = known.get(code);
    if (indicator === undefined) {
      faults.push(`There is no scored indicator ${code}: see the list of indicators.`);
      continue;
    }
    if (seen.has(code)) faults.push(`Indicator ${code} stands twice: name it once.`);
    seen.add(code);
    if (!dimensions.has(indicator.dimension!))
      faults.push(
        `Indicator ${code} is of dimension ${indicator.dimension}, which is not listed: add it or leave ${code} out.`,
      );
    if (!(weight > 0))
      faults.push(`Indicator ${code} has the weight ${weight}: give it one above 0 or leave it out.`);
    const top = indicator.unit === 'share' ? 1 : 100;
    if (![worst, best].every((post) => post >= 0 && post <= top))
      faults.push(`The goalposts of ${code} must lie between 0 and ${top}.`);
    if (indicator.better === 'up' ? !(worst < best) : !(worst > best))
      faults.push(
        `The goalposts of ${code} stand the wrong way round: ${indicator.better === 'up' ? 'more' : 'less'} is better.`,
      );
  }
  if (!(settings.floor > 0 && settings.floor <= 100))
    faults.push('The floor must be above 0 and at most 100.');
  const { scored, ranked } = settings.minimum;
  if (!(Number.isSafeInteger(scored) && Number.isSafeInteger(ranked) && scored >= 11 && ranked >= scored))
    faults.push('The minimum to score must be at least 11, and the minimum to rank not below it.');
  const bands = settings.peers.volumeBands;
  if (!bands.every((limit, index) => Number.isSafeInteger(limit) && limit > (bands[index - 1] ?? 0)))
    faults.push('The limits of the volume bands must be whole numbers that rise.');
  return faults;
}
