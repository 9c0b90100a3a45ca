import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** R2 按期答复率: full replies by their due date among the letters whose reply fell due. 93 of 100 due → 0.93. */
export const onTimeReply: Indicator = {
  code: 'R2',
  dimension: 'R',
  name: { zh: '按期答复率', en: 'Replied on time' },
  explanation: {
    zh: '到了该答复的日子，有多少来信已经得到完整答复。只说“已收到、正在办”不算答复；还没有答复的来信照样算在分母里。',
    en: 'Of the letters whose reply was due, how many had a full reply by then. Saying “we received it” is not a reply, and a letter still unanswered stays in the denominator.',
  },
  numerator: {
    zh: '在应答复日当天或之前得到完整答复的来信',
    en: 'letters with a full reply on or before their due day',
  },
  denominator: {
    zh: '应答复日落在本期的来信（不予受理和并案的除外）',
    en: 'letters whose reply fell due in the period, except those rejected or merged',
  },
  cohort: {
    zh: '按应答复日归期，不按办结日',
    en: 'by the day the reply was due, not by the day the letter was closed',
  },
  noun: { zh: '封到期来信', en: 'letters due' },
  source: { zh: '来信的办理记录和办理时限', en: 'the events of letters and the reply clocks of the policy' },
  better: 'up',
  ...shareOf(['reply_on_time'], ['reply_due']),
};
