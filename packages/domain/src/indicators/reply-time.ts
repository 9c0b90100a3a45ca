import { kaplanMeier } from '../statistics/index.ts';
import type { WaitCurve, WaitRow } from '../statistics/index.ts';

/** Code and names of the display-only waiting time until the full reply. */
export const REPLY_TIME = {
  code: 'T2',
  name: { zh: '完整答复用时', en: 'Time to full reply' },
  noun: { zh: '封来信', en: 'letters' },
} as const;

/** How long people wait for a full reply; null for a share that the letters so far do not reach. */
export interface ReplyTime {
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly received: number;
  readonly answered: number;
  /** Still open, and counted as waiting. */
  readonly open: number;
  readonly curve: WaitCurve;
}

/** The waiting time of a cohort, open letters included, by Kaplan and Meier; null when no letter was received. */
export function replyTime(rows: readonly WaitRow[]): ReplyTime | null {
  const received = rows.reduce((sum, row) => sum + row.answered + row.left, 0);
  if (received === 0) return null;
  const answered = rows.reduce((sum, row) => sum + row.answered, 0);
  const curve = kaplanMeier(rows);
  return {
    median: curve.quantile(0.5),
    ninetieth: curve.quantile(0.9),
    received,
    answered,
    open: received - answered,
    curve,
  };
}
