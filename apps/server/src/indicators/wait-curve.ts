import type { WaitCurve } from '@huiyin/contract';
import { replyTime } from '@huiyin/domain';
import type { WaitEnds } from './figure-sums.repository.ts';

/**
 * The waiting curve of letters by how their waits ended, or that they have not: by Kaplan and Meier, so a letter still
 * open counts for as long as it has waited. `open` are those only; a letter that left without a reply is received, and
 * neither answered nor open. Null without letters, and for counts below 0 that an unfinished fold may show for a moment.
 */
export function waitCurveOf(waits: readonly WaitEnds[]): WaitCurve | null {
  if (waits.some(({ answered, left, open }) => answered < 0 || left < 0 || open < 0)) return null;
  const time = replyTime(
    waits.map(({ wait, answered, left, open }) => ({ wait, answered, left: left + open })),
  );
  if (time === null) return null;
  return {
    received: time.received,
    answered: time.answered,
    open: waits.reduce((sum, row) => sum + row.open, 0),
    median: time.median,
    ninetieth: time.ninetieth,
    steps: time.curve.steps.map(({ wait, share, low, high }) => ({
      wait,
      share: rounded(share),
      low: rounded(low),
      high: rounded(high),
    })),
  };
}

/** A millionth is finer than any reader needs, and a third of the bytes. */
const rounded = (share: number): number => Math.round(share * 1e6) / 1e6;
