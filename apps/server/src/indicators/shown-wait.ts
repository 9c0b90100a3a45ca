import type { WaitCurve } from '@huiyin/contract';
import { presentable } from '@huiyin/domain';

/** A waiting curve that may be shown: none for 1–10 letters, whose writers could be recognised. */
export const shownWait = (wait: WaitCurve | null): WaitCurve | null =>
  wait === null || presentable(wait.received) === 'withheld' ? null : wait;
