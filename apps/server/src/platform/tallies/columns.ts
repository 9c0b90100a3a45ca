import type { DayContribution, WaitContribution } from '@huiyin/domain';
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
  keys: ['department_id', 'day', 'letter_type', 'clock', 'unit', 'wait'],
  measures: WAIT_MEASURES,
};

/** The key of a cell as the values of its columns. */
export const keyValues = ({ key }: DayContribution | WaitContribution): unknown[] =>
  'itemId' in key
    ? [key.departmentId, key.day, key.itemId, key.channel, key.letterType]
    : [key.departmentId, key.day, key.letterType, key.clock, key.unit, key.wait];
