import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** Z3 回访整改满意率: satisfied among those who answered the call-back after a rectification. 33 of 60 → 0.55. */
export const satisfiedAfterRectification: Indicator = {
  code: 'Z3',
  dimension: 'Z',
  name: { zh: '回访整改满意率', en: 'Satisfied afterwards' },
  explanation: {
    zh: '整改以后回访给差评的人：现在满意了吗？没有回答的人不计入。',
    en: 'Those who gave a bad rating are asked once it was put right: satisfied now? Those who did not answer are left out.',
  },
  numerator: { zh: '表示满意的', en: 'those who are satisfied' },
  denominator: { zh: '答复了整改回访的', en: 'those who answered the call-back' },
  cohort: { zh: '按回访作答日归期', en: 'by the day of the answer' },
  noun: { zh: '人次整改回访', en: 'answered call-backs' },
  source: { zh: '差评整改的回访记录', en: 'the call-backs after rectifications' },
  better: 'up',
  ...shareOf(['rectified_satisfied'], ['rectified_answered']),
};
