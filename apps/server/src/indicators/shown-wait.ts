import type { WaitCurve } from '@huiyin/contract';
import type { WaitClock } from '@huiyin/domain';
import { presentable } from '@huiyin/domain';
import type { StoredSums } from './figure-reader.repository.ts';

/** A waiting curve that may be shown: none for 1–10 letters, nor where such a group could be found from it. */
export function shownWait({ waits, withheld }: StoredSums, clock: WaitClock): WaitCurve | null {
  const wait = waits[clock] ?? null;
  if (wait === null || withheld.includes('letter_received')) return null;
  return presentable(wait.received) === 'withheld' ? null : wait;
}
