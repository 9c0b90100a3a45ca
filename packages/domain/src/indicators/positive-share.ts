import { LEVEL_MEASURES } from './c1-transaction-satisfaction.ts';
import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** 好评率: valid ratings of level 3 and above. Shown beside C1, never scored, because it reuses the same ratings. */
export const positiveShare: Indicator = {
  code: 'POS',
  dimension: null,
  name: { zh: '好评率', en: 'Positive share' },
  explanation: {
    zh: '有效评价里，三级“基本满意”及以上占多少。它和满意指数用的是同一批评价，只供参看，不计分。',
    en: 'The share of valid ratings at “fairly satisfied” or better. It reuses the ratings of the satisfaction index, so it is shown and never scored.',
  },
  numerator: { zh: '三级及以上的有效评价', en: 'valid ratings of level 3 and above' },
  denominator: { zh: '有效评价', en: 'valid ratings' },
  cohort: { zh: '按评价日归期', en: 'by the day of the rating' },
  noun: { zh: '条有效评价', en: 'valid ratings' },
  source: { zh: '评价记录', en: 'the ratings' },
  better: 'up',
  ...shareOf(['level_3', 'level_4', 'level_5'], LEVEL_MEASURES),
};
