import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** D1 应公开件公开率: published in time among the consented and disclosable replies. 36 of 40 → 0.9. */
export const disclosure: Indicator = {
  code: 'D1',
  dimension: 'D',
  name: { zh: '应公开件公开率', en: 'Disclosed on time' },
  explanation: {
    zh: '写信人同意公开、依法可以公开的答复，有多少按时公开了。因法定理由不公开的不计，但每一件都记在公开记录里。',
    en: 'Of the replies whose writers consented and which may lawfully be shown, how many were published in time. Those withheld for a lawful reason do not count, and each of them is in the public log.',
  },
  numerator: { zh: '在公开期限内公开的来信和答复', en: 'letters with replies published by their due day' },
  denominator: {
    zh: '已答复、写信人同意、可以公开，且公开期限落在本期的来信',
    en: 'replied letters, consented and disclosable, whose disclosure fell due in the period',
  },
  cohort: { zh: '按应公开日归期', en: 'by the day the disclosure was due' },
  noun: { zh: '封应公开来信', en: 'letters to disclose' },
  source: { zh: '来信的公开记录', en: 'the disclosure events of letters' },
  better: 'up',
  ...shareOf(['disclosed_on_time'], ['disclosure_due']),
};
