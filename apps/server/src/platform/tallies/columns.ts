import type { DayContribution, Measure, WaitContribution } from '@huiyin/domain';
import { MEASURE_NAMES, WAIT_MEASURES } from '@huiyin/domain';

/** The columns of a tally table and of its outbox, made from the one list of measures in the domain. */
export interface TallyShape {
  readonly tally: string;
  readonly outbox: string;
  readonly keys: readonly string[];
  readonly measures: readonly string[];
}

export const DAY_SHAPE: TallyShape = {
  tally: 'tally_day',
  outbox: 'tally_delta',
  keys: ['department_id', 'day', 'item_id', 'channel', 'letter_type'],
  measures: MEASURE_NAMES,
};

export const WAIT_SHAPE: TallyShape = {
  tally: 'tally_wait',
  outbox: 'wait_delta',
  keys: ['department_id', 'day', 'letter_type', 'unit', 'wait'],
  measures: WAIT_MEASURES,
};

/** A contribution as the values of its row: the keys, then every measure. */
export const dayRow = ({ key, sums }: DayContribution): unknown[] => [
  key.departmentId,
  key.day,
  key.itemId,
  key.channel,
  key.letterType,
  ...MEASURE_NAMES.map((measure: Measure) => sums[measure] ?? 0),
];

export const waitRow = ({ key, sums }: WaitContribution): unknown[] => [
  key.departmentId,
  key.day,
  key.letterType,
  key.unit,
  key.wait,
  ...WAIT_MEASURES.map((measure) => sums[measure] ?? 0),
];
