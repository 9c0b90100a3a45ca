/**
 * The measures of the daily tally, in the order of its columns. A measure is an additive count that belongs to one
 * local day, its cohort date. The same word names the measure here, the column in the database and the field in a release.
 *
 * `ripens` says when a day may be counted: a rating counts at once, but whether a reply came in time is known only
 * after its due day has ended, so those cells are written ahead and read from the next day on. This is what keeps a
 * contribution a pure function of its fact, without a clock.
 */
export const MEASURES = [
  { name: 'invited', ripens: 'at_once', cohort: 'day of invitation', counts: 'cases and visits whose person was invited to rate' },
  { name: 'invited_rated', ripens: 'at_once', cohort: 'day of invitation', counts: 'of these, those with a valid rating' },
  { name: 'level_1', ripens: 'at_once', cohort: 'day of rating', counts: 'valid ratings at level 1' },
  { name: 'level_2', ripens: 'at_once', cohort: 'day of rating', counts: 'valid ratings at level 2' },
  { name: 'level_3', ripens: 'at_once', cohort: 'day of rating', counts: 'valid ratings at level 3' },
  { name: 'level_4', ripens: 'at_once', cohort: 'day of rating', counts: 'valid ratings at level 4' },
  { name: 'level_5', ripens: 'at_once', cohort: 'day of rating', counts: 'valid ratings at level 5' },
  { name: 'rating_default', ripens: 'at_once', cohort: 'day of rating', counts: 'ratings that a system made because nobody answered' },
  { name: 'rating_excluded', ripens: 'at_once', cohort: 'day of rating', counts: 'ratings set aside after an appeal' },
  { name: 'rating_withdrawn', ripens: 'at_once', cohort: 'day of rating', counts: 'ratings taken back by their raters' },
  { name: 'letter_received', ripens: 'at_once', cohort: 'day of receipt', counts: 'letters received' },
  { name: 'reply_due', ripens: 'next_day', cohort: 'due day', counts: 'letters whose full reply fell due' },
  { name: 'reply_on_time', ripens: 'next_day', cohort: 'due day', counts: 'of these, fully replied to by then' },
  { name: 'letter_closed', ripens: 'at_once', cohort: 'day of closing', counts: 'letters the department closed' },
  { name: 'closed_resolved', ripens: 'at_once', cohort: 'day of closing', counts: 'of these, those whose writer says: resolved' },
  { name: 'closed_unresolved', ripens: 'at_once', cohort: 'day of closing', counts: 'of these, those whose writer says: not, or only half' },
  { name: 'disclosure_due', ripens: 'next_day', cohort: 'due day of disclosure', counts: 'replied letters to be disclosed' },
  { name: 'disclosed_on_time', ripens: 'next_day', cohort: 'due day of disclosure', counts: 'of these, disclosed by then' },
] as const satisfies readonly MeasureDefinition[];

interface MeasureDefinition {
  readonly name: string;
  readonly ripens: 'at_once' | 'next_day';
  readonly cohort: string;
  readonly counts: string;
}

export type Measure = (typeof MEASURES)[number]['name'];

export const MEASURE_NAMES: readonly Measure[] = MEASURES.map((measure) => measure.name);

/** Sums of measures over any set of cells. Missing means 0. */
export type Sums = Readonly<Partial<Record<Measure, number>>>;

/** Reads one measure out of sums; a measure that no cell carried is 0. */
export const sumOf = (sums: Sums, measure: Measure): number => sums[measure] ?? 0;
