import type { Indicator } from './indicator.ts';
import { LEVEL_MEASURES } from './c1-transaction-satisfaction.ts';
import { shareOf } from './share-indicator.ts';

/** 剔除占比: ratings set aside after an appeal among all that people gave. 4 of 200 → 0.02. */
export const shareExcluded: Indicator = {
  code: 'EXC',
  dimension: null,
  name: { zh: '剔除占比', en: 'Share excluded' },
  explanation: {
    zh: '本人作出的评价里，有多少在申诉复核后被剔除。剔除的仍然保存、仍然公布数量；占比高的地方，满意度要打个问号。',
    en: 'Of the ratings people gave, how many were set aside after an appeal. They stay stored and counted here; where the share is high, satisfaction deserves a second look.',
  },
  numerator: { zh: '申诉复核后剔除的评价', en: 'ratings set aside after an appeal' },
  denominator: { zh: '有效评价和被剔除的评价', en: 'valid ratings and those set aside' },
  cohort: { zh: '按评价日归期', en: 'by the day of the rating' },
  noun: { zh: '条本人评价', en: 'ratings by people' },
  source: { zh: '评价记录', en: 'the ratings' },
  better: 'down',
  ...shareOf(['rating_excluded'], ['rating_excluded', ...LEVEL_MEASURES]),
};
