import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** 申诉成立率: appeals upheld among those decided. 6 of 40 → 0.15. */
export const overturnShare: Indicator = {
  code: 'OVR',
  dimension: null,
  name: { zh: '申诉成立率', en: 'Appeals upheld' },
  explanation: {
    zh: '部门对差评提出的申诉，经本部门以外的人复核，有多少成立。成立的评价会被剔除，所以要公布。',
    en: 'Of the appeals that departments made against bad ratings, how many were upheld by somebody outside the department. Those ratings are set aside, which is why this is published.',
  },
  numerator: { zh: '复核成立的申诉', en: 'appeals that were upheld' },
  denominator: { zh: '本期复核完的申诉', en: 'appeals decided in the period' },
  cohort: { zh: '按复核日归期', en: 'by the day of the decision' },
  noun: { zh: '件申诉', en: 'appeals' },
  source: { zh: '差评申诉和复核记录', en: 'the appeals and their decisions' },
  better: 'up',
  ...shareOf(['appeal_upheld'], ['appeal_decided']),
};
