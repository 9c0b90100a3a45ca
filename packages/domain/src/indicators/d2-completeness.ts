import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** D2 公开要素完整率: published with all fields and a clean scan among published. 76 of 80 → 0.95. */
export const completeness: Indicator = {
  code: 'D2',
  dimension: 'D',
  name: { zh: '公开要素完整率', en: 'Complete when published' },
  explanation: {
    zh: '公开出来的来信，问了什么、谁答的、怎么答的、何时答的，是不是样样齐全，并且没有漏出个人信息。',
    en: 'Whether a published letter shows everything it should, what was asked, who replied, how and when, and nothing personal slipped through.',
  },
  numerator: { zh: '要素齐全、个人信息检查通过的', en: 'those with all fields and a clean scan' },
  denominator: { zh: '本期公开的来信', en: 'letters published in the period' },
  cohort: { zh: '按公开日归期', en: 'by the day of publication' },
  noun: { zh: '封公开来信', en: 'published letters' },
  source: { zh: '公开时的要素检查和个人信息检查', en: 'the checks made at publication' },
  better: 'up',
  ...shareOf(['published_complete'], ['published']),
};
