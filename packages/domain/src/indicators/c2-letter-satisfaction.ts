import type { Indicator } from './indicator.ts';
import { satisfactionOf } from './satisfaction-indicator.ts';

/** C2 来信满意指数: Σ 25·(level − 1) over call-backs with a level. Counts [1,1,1,1,6] → 75. */
export const letterSatisfaction: Indicator = {
  code: 'C2',
  dimension: 'C',
  name: { zh: '来信满意指数', en: 'Satisfaction with letters' },
  explanation: {
    zh: '写过信的人在回访时打的分，换算成0到100：五级“非常满意”记100分，一级“非常不满意”记0分，取平均。',
    en: 'What people who wrote a letter say at the call-back, on a scale from 0 to 100: “very satisfied” counts 100, “very dissatisfied” 0, and the mean is taken.',
  },
  numerator: {
    zh: '各次回访的得分之和，每次为25×（级别−1）',
    en: 'the sum of 25 × (level − 1) over call-backs',
  },
  denominator: { zh: '给出级别的回访', en: 'call-backs with a level of satisfaction' },
  cohort: { zh: '按回访作答日归期', en: 'by the day the writer answered' },
  noun: { zh: '次有评级的回访', en: 'rated call-backs' },
  source: { zh: '来信的回访记录', en: 'the call-backs of letters' },
  better: 'up',
  ...satisfactionOf([
    'callback_level_1',
    'callback_level_2',
    'callback_level_3',
    'callback_level_4',
    'callback_level_5',
  ]),
};
