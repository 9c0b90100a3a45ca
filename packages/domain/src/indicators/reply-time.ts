import { kaplanMeier } from '../statistics/index.ts';
import type { WaitCurve, WaitRow } from '../statistics/index.ts';
import type { WaitClock } from '../tallies/index.ts';
import type { Bilingual } from '../wording/bilingual.ts';

/** A waiting time: shown and never scored, because it reuses the letters of R1 and R2. */
export interface WaitingTime {
  readonly code: string;
  readonly clock: WaitClock;
  readonly name: Bilingual;
  readonly explanation: Bilingual;
  readonly noun: Bilingual;
}

const LETTERS = { zh: '封来信', en: 'letters' };

/** T1 首次回音用时 and T2 完整答复用时: median and 90th percentile by Kaplan and Meier, so that open letters count. */
export const WAITING_TIMES: readonly WaitingTime[] = [
  {
    code: 'T1',
    clock: 'first',
    name: { zh: '首次回音用时', en: 'Time to first answer' },
    explanation: {
      zh: '从收信到第一次有回音过了几个工作日，“已收到”也算。一半的人等到了第几天，九成的人等到了第几天；还没有回音的来信也算在内。',
      en: 'Working days from receipt to the first answer of any kind, an acknowledgement included. How long half of the writers waited, and nine in ten; letters still without an answer are counted as waiting.',
    },
    noun: LETTERS,
  },
  {
    code: 'T2',
    clock: 'full',
    name: { zh: '完整答复用时', en: 'Time to full reply' },
    explanation: {
      zh: '从收信到完整答复过了几个工作日。一半的人等到了第几天，九成的人等到了第几天；还没有答复的来信也算在内。',
      en: 'Working days from receipt to the full reply. How long half of the writers waited, and nine in ten; letters still without a reply are counted as waiting.',
    },
    noun: LETTERS,
  },
];

/** How long people wait; null for a share that the letters so far do not reach. */
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
