import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** P1 主动评价率: invited cases with a valid rating among invited cases. 14 of 100 invited → 0.14. */
export const activeRating: Indicator = {
  code: 'P1',
  dimension: 'P',
  name: { zh: '主动评价率', en: 'Active rating' },
  explanation: {
    zh: '请到评价的人里，有多少人真的评了。没有评价的人怎么想，满意度数字并不知道，所以要和它一起看。',
    en: 'Of the people who were invited to rate, how many did. What the silent ones think no satisfaction figure knows, so it is shown beside it.',
  },
  numerator: { zh: '作出了有效评价的受邀办件', en: 'invited cases with a valid rating' },
  denominator: { zh: '发出评价邀请的办件', en: 'invited cases' },
  cohort: { zh: '按邀请日归期', en: 'by the day of the invitation' },
  noun: { zh: '件受邀办件', en: 'invited cases' },
  source: { zh: '评价邀请和评价记录', en: 'the invitations and the ratings' },
  better: 'up',
  ...shareOf(['invited_rated'], ['invited']),
};
