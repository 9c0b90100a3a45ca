import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** S1 诉求解决率: writers who say resolved among those who answered the call-back. 61 of 100 → 0.61. */
export const confirmedResolution: Indicator = {
  code: 'S1',
  dimension: 'S',
  name: { zh: '诉求解决率', en: 'Confirmed as resolved' },
  explanation: {
    zh: '回访时写信人自己怎么说：解决了没有。部门说办结了不算，解决一半也不算；没有回答的人不计入，另外列出。',
    en: 'What the writers themselves say when they are called back: resolved or not. That the department closed the letter does not count, nor does half-resolved; those who did not answer are left out and shown separately.',
  },
  numerator: { zh: '写信人说“解决了”的回访', en: 'call-backs whose writer says “resolved”' },
  denominator: { zh: '写信人作了回答的回访', en: 'call-backs that were answered' },
  cohort: { zh: '按回访作答日归期', en: 'by the day the writer answered' },
  noun: { zh: '人次回访', en: 'answered call-backs' },
  source: { zh: '来信的回访记录', en: 'the call-backs of letters' },
  better: 'up',
  ...shareOf(['callback_resolved'], ['callback_answered']),
};
