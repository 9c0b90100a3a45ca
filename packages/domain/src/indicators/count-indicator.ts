import type { Measure } from '../tallies/index.ts';
import type { Formula } from './share-indicator.ts';
import { shareOf } from './share-indicator.ts';

/**
 * The formula of a share that is counted in full and could not have come out otherwise: Σ numerator / Σ denominator
 * without any interval, so any difference is a real one. 45 of 60 → 0.75, from 0.75 to 0.75.
 */
export function countOf(numerators: readonly Measure[], denominators: readonly Measure[]): Formula {
  const share = shareOf(numerators, denominators);
  return {
    ...share,
    restsOn: 'things',
    reading(sums) {
      const reading = share.reading(sums);
      return reading === null ? null : { ...reading, low: reading.value, high: reading.value };
    },
    change(earlier, later) {
      const [before, after] = [share.reading(earlier), share.reading(later)];
      if (before === null || after === null) return null;
      const difference = after.value - before.value;
      return { difference, low: difference, high: difference };
    },
    standardError: (sums) => (share.reading(sums) === null ? null : 0),
  };
}
