import type { Indicator } from './indicator.ts';
import { countOf } from './count-indicator.ts';

/** P2 渠道覆盖率: live pairs of item and channel among the required ones at the end of the period. 45 of 60 → 0.75. */
export const channelCoverage: Indicator = {
  code: 'P2',
  dimension: 'P',
  name: { zh: '渠道覆盖率', en: 'Channel coverage' },
  explanation: {
    zh: '每个事项规定要能在哪些渠道办、哪些渠道评，期末有多少已经开通。这是清点，不是抽样，没有误差。',
    en: 'Each service must be reachable and ratable on certain channels; how many of these pairs work on the last day of the period. This is a count of all of them, not a sample, so it has no error.',
  },
  numerator: { zh: '期末已经开通的事项渠道', en: 'pairs that are live at the end of the period' },
  denominator: {
    zh: '期末规定应当开通的事项渠道',
    en: 'pairs of item and channel required at the end of the period',
  },
  cohort: { zh: '按期末时点统计', en: 'as they stand at the end of the period' },
  noun: { zh: '个事项渠道', en: 'required pairs' },
  source: { zh: '事项目录里的渠道规定和开通日期', en: 'the channels of the service items in the directory' },
  better: 'up',
  ...countOf(['channels_live'], ['channels_required']),
};
