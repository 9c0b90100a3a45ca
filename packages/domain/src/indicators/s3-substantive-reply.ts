import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** S3 实质答复率: judged substantive among the replies in the blind human sample. 45 of 60 → 0.75. */
export const substantiveReply: Indicator = {
  code: 'S3',
  dimension: 'S',
  name: { zh: '实质答复率', en: 'Substantive replies' },
  explanation: {
    zh: '随机抽出答复，隐去部门名称，请别的单位的人评判：有没有回答所问的事。只说“已转办、正在研究”不算。',
    en: 'Replies are drawn by lot and judged by people elsewhere who are not told whose they are: does it answer what was asked? “Passed on” or “under study” does not count.',
  },
  numerator: { zh: '判为实质答复的', en: 'replies judged substantive' },
  denominator: { zh: '盲评抽样中已评判的答复', en: 'replies judged in the blind sample' },
  cohort: { zh: '按评判日归期', en: 'by the day of the judgement' },
  noun: { zh: '件盲评答复', en: 'replies judged' },
  source: { zh: '答复的盲评记录', en: 'the blind sample of replies' },
  better: 'up',
  ...shareOf(['reply_substantive'], ['reply_judged']),
};
