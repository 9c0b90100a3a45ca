import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** R3 超期存量率: letters open and past due at the end of the period among all open then. 12 of 80 → 0.15. */
export const overdueStock: Indicator = {
  code: 'R3',
  dimension: 'R',
  name: { zh: '超期存量率', en: 'Overdue stock' },
  explanation: {
    zh: '到期末那一天，还没有完整答复的来信里，有多少已经过了答复期限。它数的是剩下的，所以先办容易的、压着难办的，在这里看得出来。',
    en: 'Of the letters still without a full reply on the last day of the period, how many are past their due day. It counts what is left over, so answering the easy ones first and leaving the hard ones shows here.',
  },
  numerator: {
    zh: '期末仍无完整答复、已过期限的来信',
    en: 'letters open and past due at the end of the period',
  },
  denominator: { zh: '期末仍无完整答复的来信', en: 'letters open at the end of the period' },
  cohort: { zh: '按期末时点统计，不按期内发生数', en: 'as they stand at the end of the period' },
  noun: { zh: '封未答复来信', en: 'open letters' },
  source: { zh: '来信的办理记录和答复时限', en: 'the events of letters and the reply clock of the policy' },
  better: 'down',
  ...shareOf(['overdue_letters'], ['open_letters']),
};
