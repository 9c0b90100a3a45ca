import type { Indicator } from './indicator.ts';
import { LEVEL_MEASURES } from './c1-transaction-satisfaction.ts';
import { shareOf } from './share-indicator.ts';

/** 差评率: valid ratings of levels 1 and 2. Shown beside C1, never scored, because it reuses the same ratings. */
export const negativeShare: Indicator = {
  code: 'NEG',
  dimension: null,
  name: { zh: '差评率', en: 'Negative share' },
  explanation: {
    zh: '有效评价里，“不满意”和“非常不满意”占多少。它和满意指数用的是同一批评价，只供参看，不计分。',
    en: 'The share of valid ratings that say “dissatisfied” or “very dissatisfied”. It reuses the ratings of the satisfaction index, so it is shown and never scored.',
  },
  numerator: { zh: '一级和二级的有效评价', en: 'valid ratings of levels 1 and 2' },
  denominator: { zh: '有效评价', en: 'valid ratings' },
  cohort: { zh: '按评价日归期', en: 'by the day of the rating' },
  noun: { zh: '条有效评价', en: 'valid ratings' },
  source: { zh: '评价记录', en: 'the ratings' },
  better: 'down',
  ...shareOf(['level_1', 'level_2'], LEVEL_MEASURES),
};
