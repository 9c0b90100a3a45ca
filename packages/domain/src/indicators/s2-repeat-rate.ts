import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** S2 重复反映率: closed letters with another about the same matter within 90 days among closed letters. 9 of 120 → 0.075. */
export const repeatRate: Indicator = {
  code: 'S2',
  dimension: 'S',
  name: { zh: '重复反映率', en: 'Came back' },
  explanation: {
    zh: '办结以后90天里，同一件事又有人来信的占多少。真正解决的事不会回来。要等满90天才下结论，所以最近办结的还没有算进来。',
    en: 'Of the letters closed, how many were followed by another about the same matter within 90 days. What is really solved does not come back. The verdict waits until the 90 days are over, so the latest closures are not in it yet.',
  },
  numerator: {
    zh: '观察期内同一事项又有来信的',
    en: 'those whose matter was written about again in that time',
  },
  denominator: { zh: '办结后90日观察期满的来信', en: 'closed letters whose 90 days have ended' },
  cohort: {
    zh: '按观察期满日归期（天数以办理规则为准）',
    en: 'by the day on which the 90 days ended (the policy says how many)',
  },
  noun: { zh: '封观察期满来信', en: 'letters watched' },
  source: {
    zh: '来信的办结记录和同一事项的认定',
    en: 'the closing of letters and what was found to be the same matter',
  },
  better: 'down',
  ...shareOf(['repeat_came'], ['repeat_due']),
};
