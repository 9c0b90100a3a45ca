import type { Indicator } from './indicator.ts';
import { restOf } from './share-indicator.ts';

/** 未评率: invited cases without a valid rating among invited cases: what P1 leaves. 86 of 100 → 0.86. */
export const unratedShare: Indicator = {
  code: 'UNR',
  dimension: null,
  name: { zh: '未评率', en: 'Unrated share' },
  explanation: {
    zh: '请到评价的人里，有多少人没有作出有效评价。它是主动评价率的另一半，只供参看，不计分。',
    en: 'Of the people who were invited to rate, how many gave no valid rating. It is the other half of the active rating, shown and never scored.',
  },
  numerator: { zh: '没有得到有效评价的受邀办件', en: 'invited cases without a valid rating' },
  denominator: { zh: '发出评价邀请的办件', en: 'invited cases' },
  cohort: { zh: '按邀请日归期', en: 'by the day of the invitation' },
  noun: { zh: '件受邀办件', en: 'invited cases' },
  source: { zh: '评价邀请和评价记录', en: 'the invitations and the ratings' },
  better: 'down',
  ...restOf(['invited_rated'], ['invited']),
};
