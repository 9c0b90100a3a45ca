import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** R1 按时告知率: notices by their due day among the letters whose notice fell due. 97 of 100 → 0.97. */
export const timelyNotice: Indicator = {
  code: 'R1',
  dimension: 'R',
  name: { zh: '按时告知率', en: 'Told in time' },
  explanation: {
    zh: '信寄出以后，写信人有没有按时知道“收到了”。告知、答复或者说明不予受理都算告知。',
    en: 'Whether writers heard in time that their letter had arrived. An acknowledgement, a reply or a reasoned refusal all count as notice.',
  },
  numerator: {
    zh: '在告知期限内得到回音的来信',
    en: 'letters that had a sign of receipt by the due day of the notice',
  },
  denominator: { zh: '告知期限落在本期的来信', en: 'letters whose notice of receipt fell due in the period' },
  cohort: { zh: '按应告知日归期', en: 'by the day the notice was due' },
  noun: { zh: '封应告知来信', en: 'letters to acknowledge' },
  source: { zh: '来信的办理记录和告知时限', en: 'the events of letters and the notice clock of the policy' },
  better: 'up',
  ...shareOf(['notice_on_time'], ['notice_due']),
};
