import type { TallyShape } from '../platform/tallies/columns.ts';
import { DAY_SHAPE } from '../platform/tallies/columns.ts';

/** Pieces of SQL made from the one list of measures, so that a new measure is written down once. */

export const MONTH_SHAPE = {
  tally: 'tally_month',
  keys: ['department_id', 'month', 'item_id', 'channel', 'letter_type'],
  measures: DAY_SHAPE.measures,
} as const;

export type SumShape = Pick<TallyShape, 'tally' | 'keys' | 'measures'>;

/** `sum(a)::int as a, sum(b)::int as b, …`, bigint sums being text to the driver. */
export const sumsOf = (measures: readonly string[]): string =>
  measures.map((measure) => `sum(${measure})::int as ${measure}`).join(', ');

/** True of a group whose sums are not all 0. */
export const someSum = (measures: readonly string[]): string =>
  measures.map((measure) => `sum(${measure}) <> 0`).join(' or ');

/** True of a row whose measures are all 0: of no use, and a rebuild would not make it. */
export const allZero = (measures: readonly string[], alias: string): string =>
  measures.map((measure) => `${alias}.${measure} = 0`).join(' and ');

/** The orders in which all writers take their locks: by bytes of text, whatever the collation of the database. */
export const keyOrder = (keys: readonly string[]): string =>
  keys.map((key) => (TEXT_KEYS.has(key) ? `${key} collate "C"` : key)).join(', ');

/** Adds rows named `source` into a tally, in key order. */
export const addInto = ({ tally, keys, measures }: SumShape, source: string): string => `
  insert into ${tally} as t (${[...keys, ...measures].join(', ')})
  select ${[...keys, ...measures].join(', ')}
  from ${source}
  order by ${keyOrder(keys)}
  on conflict (${keys.join(', ')}) do update
  set ${measures.map((measure) => `${measure} = t.${measure} + excluded.${measure}`).join(', ')}`;

const TEXT_KEYS = new Set(['channel', 'letter_type', 'clock', 'unit']);
