import type { LevelCounts } from '../statistics/index.ts';
import type { Sums } from '../tallies/index.ts';
import { sumOf } from '../tallies/index.ts';
import type { Indicator } from './indicator.ts';
import { satisfactionOf } from './satisfaction-indicator.ts';

export const LEVEL_MEASURES = ['level_1', 'level_2', 'level_3', 'level_4', 'level_5'] as const;

/** The valid ratings of each level, from level 1 to level 5. */
export const levelCounts = (sums: Sums): LevelCounts => [
  sumOf(sums, 'level_1'),
  sumOf(sums, 'level_2'),
  sumOf(sums, 'level_3'),
  sumOf(sums, 'level_4'),
  sumOf(sums, 'level_5'),
];

/** C1 办件满意指数: Σ 25·(level − 1) / valid ratings. Counts [1,1,1,1,6] → 75. */
export const transactionSatisfaction: Indicator = {
  code: 'C1',
  dimension: 'C',
  name: { zh: '办件满意指数', en: 'Satisfaction with service' },
  explanation: {
    zh: '办完事的人打的分，换算成0到100：五级“非常满意”记100分，一级“非常不满意”记0分，取平均。系统自动生成的“满意”不计。',
    en: 'The ratings of people who had something done, on a scale from 0 to 100: “very satisfied” counts 100, “very dissatisfied” 0, and the mean is taken. A rating that a system entered by default never counts.',
  },
  numerator: {
    zh: '各条有效评价的得分之和，每条为25×（级别−1）',
    en: 'the sum of 25 × (level − 1) over valid ratings',
  },
  denominator: {
    zh: '有效评价条数（本人所评，未剔除，非默认）',
    en: 'valid ratings: given by a person, not excluded, not a default',
  },
  cohort: { zh: '按评价日归期', en: 'by the day of the rating' },
  noun: { zh: '条有效评价', en: 'valid ratings' },
  source: { zh: '评价记录', en: 'the ratings' },
  better: 'up',
  ...satisfactionOf(LEVEL_MEASURES),
};
