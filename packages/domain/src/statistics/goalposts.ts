import { clip } from './interval.ts';

/** The two values between which an indicator is scored, and which of them is the good one. `low < high`. */
export interface Goalposts {
  readonly low: number;
  readonly high: number;
  readonly better: 'up' | 'down';
}

/**
 * How far `value` has come from the bad goalpost to the good one, on 0–1; beyond a post it is at the post.
 *
 * Definition: (x − low)/(high − low), or (high − x)/(high − low) where less is better, held inside 0–1. Source: OECD and JRC,
 * Handbook on Constructing Composite Indicators (2008), step 5; posts that stay fixed keep years comparable.
 * Worked: 1 in (0, 10) → .1, and .9 where less is better; 11 → 1; −1 → 0.
 */
export function betweenGoalposts(value: number, posts: Goalposts): number {
  const { low, high, better } = posts;
  if (!(low < high && Number.isFinite(high - low))) throw new RangeError(`Not goalposts: ${low} to ${high}`);
  if (!Number.isFinite(value)) throw new RangeError(`Not a value: ${value}`);
  const way = better === 'up' ? value - low : high - value;
  return clip(way / (high - low), 0, 1);
}
