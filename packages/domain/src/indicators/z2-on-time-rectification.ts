import type { Indicator } from './indicator.ts';
import { shareOf } from './share-indicator.ts';

/** Z2 差评按期整改率: rectified or explained in time among the bad ratings due. 44 of 50 → 0.88. */
export const onTimeRectification: Indicator = {
  code: 'Z2',
  dimension: 'Z',
  name: { zh: '差评按期整改率', en: 'Put right on time' },
  explanation: {
    zh: '差评到了该整改的日子，有多少已经整改或者说明了原因。申诉成立、不再计入的差评不算。',
    en: 'Of the bad ratings whose rectification was due, how many had been put right or explained by then. A rating set aside after an appeal is left out.',
  },
  numerator: {
    zh: '在整改期限内整改或说明的差评',
    en: 'bad ratings rectified or explained by their due day',
  },
  denominator: { zh: '整改期限落在本期的差评', en: 'bad ratings whose rectification fell due in the period' },
  cohort: { zh: '按应整改日归期', en: 'by the day the rectification was due' },
  noun: { zh: '件到期差评', en: 'bad ratings due' },
  source: { zh: '差评整改的办理记录和时限', en: 'the rectifications and their clocks' },
  better: 'up',
  ...shareOf(['rectify_on_time'], ['rectify_due']),
};
