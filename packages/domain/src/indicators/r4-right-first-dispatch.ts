import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** R4 首派准确率: first dispatches not returned among first dispatches. 188 of 200 → 0.94. */
export const rightFirstDispatch: Indicator = {
  code: 'R4',
  dimension: 'R',
  name: { zh: '首派准确率', en: 'Right first time' },
  explanation: {
    zh: '来信第一次派给哪个部门，派对了没有。派错了被退回，写信人就要多等。它考核的是收信、派信的部门，不是被派到的部门。',
    en: 'Whether a letter went to the right department at the first attempt. Sent to the wrong one it comes back, and its writer waits. It is counted for the department that received the letter and sent it on, not for the one it was sent to.',
  },
  numerator: { zh: '首次派发后没有被退回的来信', en: 'first dispatches that were not returned' },
  denominator: { zh: '首次派发的来信', en: 'letters dispatched for the first time' },
  cohort: { zh: '按首次派发日归期', en: 'by the day of the first dispatch' },
  noun: { zh: '次首派', en: 'first dispatches' },
  source: { zh: '来信的派发和退回记录', en: 'the dispatches and objections of letters' },
  better: 'up',
  ...shareOf(['first_dispatch_kept'], ['first_dispatched']),
};
