import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** Z1 差评按时联系率: contacted in time among the bad ratings with a name whose contact fell due. 27 of 30 → 0.9. */
export const promptContact: Indicator = {
  code: 'Z1',
  dimension: 'Z',
  name: { zh: '差评按时联系率', en: 'Contacted in time' },
  explanation: {
    zh: '给了差评又留下名字的人，一个工作日内有没有人联系。已经整改好的，也算联系过。',
    en: 'Of the people who gave a bad rating and left their name, how many were contacted within one working day. A matter already put right counts as contacted.',
  },
  numerator: { zh: '在联系期限内联系到的', en: 'those contacted by their due day' },
  denominator: {
    zh: '联系期限落在本期的留名差评',
    en: 'bad ratings with a name whose contact fell due in the period',
  },
  cohort: { zh: '按应联系日归期', en: 'by the day the contact was due' },
  noun: { zh: '件留名差评', en: 'bad ratings with a name' },
  source: { zh: '差评整改的办理记录和时限', en: 'the rectifications and their clocks' },
  better: 'up',
  ...shareOf(['contact_on_time'], ['contact_due']),
};
