import type { Indicator } from './indicator.ts';
import { LEVEL_MEASURES } from './c1-transaction-satisfaction.ts';
import { shareOf } from './share-indicator.ts';

/** 默认占比: ratings a system entered among all ratings that count or would have. 300 of 1,000 → 0.3. */
export const shareDefault: Indicator = {
  code: 'DEF',
  dimension: null,
  name: { zh: '默认评价占比', en: 'Share by default' },
  explanation: {
    zh: '全部评价里，有多少是到期无人评价、由系统自动记上的。它们从不计入满意度，这里说明有多少。',
    en: 'Of all ratings, how many a system entered because nobody answered in time. They never enter satisfaction; this says how many there are.',
  },
  numerator: { zh: '系统自动生成的评价', en: 'ratings that a system entered' },
  denominator: { zh: '有效评价和默认评价', en: 'valid ratings and defaults' },
  cohort: { zh: '按评价日归期', en: 'by the day of the rating' },
  noun: { zh: '条评价', en: 'ratings' },
  source: { zh: '评价记录', en: 'the ratings' },
  better: 'down',
  ...shareOf(['rating_default'], ['rating_default', ...LEVEL_MEASURES]),
};
