import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** D3 不公开说明率: withheld with a coded reason among withheld. 19 of 20 → 0.95. */
export const reasonedWithholding: Indicator = {
  code: 'D3',
  dimension: 'D',
  name: { zh: '不公开说明率', en: 'Withheld with a reason' },
  explanation: {
    zh: '决定不公开的，有没有写明是哪一条法定理由。',
    en: 'Of the letters not published, how many name the lawful reason for it.',
  },
  numerator: { zh: '写明法定理由的', en: 'those with a coded lawful reason' },
  denominator: { zh: '本期决定不公开或撤下的来信', en: 'letters withheld or withdrawn in the period' },
  cohort: { zh: '按决定日归期', en: 'by the day of the decision' },
  noun: { zh: '封不公开来信', en: 'letters withheld' },
  source: { zh: '公开审查的决定记录', en: 'the decisions of the disclosure desk' },
  better: 'up',
  ...shareOf(['withheld_reasoned'], ['withheld']),
};
