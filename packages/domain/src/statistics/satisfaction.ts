import { clip } from './interval.ts';
import type { Difference, Interval } from './interval.ts';
import { zOfLevel } from './normal.ts';

/** How many valid ratings there are at level 1, 2, 3, 4 and 5. */
export type LevelCounts = readonly [number, number, number, number, number];

/**
 * Satisfaction index on 0–100: the mean of 25·(level − 1); null without ratings.
 * Worked: [1,1,1,1,6] → 75, [6,1,1,1,1] → 25.
 */
export function satisfactionIndex(counts: LevelCounts): number | null {
  const n = requireCounts(counts);
  return n === 0 ? null : total(counts) / n;
}

/**
 * Interval around the satisfaction index, clipped to 0–100; null without ratings.
 *
 * Ten times level 5 has no spread at all, so mean ± z·sd/√n would claim certainty (100–100) from ten people. Therefore
 * z²/2 pseudo-ratings are added at level 1 and z²/2 at level 5 before mean and spread are taken (n becomes n + z²).
 * When only levels 1 and 5 occur this is the interval of Agresti and Coull (American Statistician 52, 1998, 119–126);
 * the spread of the pseudo-ratings alone makes each half at least as wide as the shift of the centre, so the interval
 * always contains the index itself. Worked: [0,0,0,0,10] → 67.91–100.
 */
export function satisfactionInterval(counts: LevelCounts, level = 0.95): Interval | null {
  const z = zOfLevel(level);
  if (requireCounts(counts) === 0) return null;
  const adjusted = adjustedMean(counts, (z * z) / 2);
  const reach = z * Math.sqrt(adjusted.variance);
  return { low: clip(adjusted.mean - reach, 0, 100), high: clip(adjusted.mean + reach, 0, 100) };
}

/**
 * Standard error of the satisfaction index in points, for ranks and funnels; null without ratings.
 *
 * It is the one behind the 95 % interval, pseudo-ratings included, so that it is never 0.
 */
export function satisfactionStandardError(counts: LevelCounts): number | null {
  if (requireCounts(counts) === 0) return null;
  return Math.sqrt(adjustedMean(counts, zOfLevel(0.95) ** 2 / 2).variance);
}

/**
 * Change of the satisfaction index (`now` minus `before`, in points) with its interval, clipped to ±100; null when
 * either side has no ratings. The two sides must rest on different ratings.
 *
 * The variances of both adjusted means add up. Each side gets z²/4 pseudo-ratings at either end, half of what a single
 * interval gets: for two levels that is the interval of Agresti and Caffo (American Statistician 54, 2000, 280–288).
 * With the full z²/2 the centre would be pulled so far to nothing that a change from all 5 to all 1 fell outside its own
 * interval; with z²/4 the interval provably contains the observed change.
 */
export function satisfactionDifference(
  now: LevelCounts,
  before: LevelCounts,
  level = 0.95,
): Difference | null {
  const z = zOfLevel(level);
  const indexNow = satisfactionIndex(now);
  const indexBefore = satisfactionIndex(before);
  if (indexNow === null || indexBefore === null) return null;
  const a = adjustedMean(now, (z * z) / 4);
  const b = adjustedMean(before, (z * z) / 4);
  const reach = z * Math.sqrt(a.variance + b.variance);
  return {
    difference: indexNow - indexBefore,
    low: clip(a.mean - b.mean - reach, -100, 100),
    high: clip(a.mean - b.mean + reach, -100, 100),
  };
}

/** Mean of the scores, and the variance of that mean, after `pseudo` ratings were added at level 1 and at level 5. */
function adjustedMean(counts: LevelCounts, pseudo: number): { mean: number; variance: number } {
  const [one, two, three, four, five] = counts;
  const padded: LevelCounts = [one + pseudo, two, three, four, five + pseudo];
  const n = one + two + three + four + five + 2 * pseudo;
  const mean = total(padded) / n;
  let squares = 0;
  padded.forEach((count, index) => {
    squares += count * (25 * index - mean) ** 2;
  });
  return { mean, variance: squares / n / n };
}

function total(counts: LevelCounts): number {
  return 25 * counts[1] + 50 * counts[2] + 75 * counts[3] + 100 * counts[4];
}

function requireCounts(counts: LevelCounts): number {
  let n = 0;
  for (const count of counts) {
    if (!(Number.isFinite(count) && count >= 0)) throw new RangeError(`Not a count of ratings: ${count}`);
    n += count;
  }
  return n;
}
