import type { Bilingual } from '../wording/bilingual.ts';

/**
 * The measures of the daily tally, in the order of its columns. A measure is an additive count that belongs to one
 * local day, its cohort date. The same word names the measure here, the column in the database and the field in a release.
 *
 * `ripens` says when a day may be counted: a rating counts at once, but whether a reply came in time is known only
 * after its due day has ended, so those cells are written ahead and read from the next day on. This is what keeps a
 * contribution a pure function of its fact, without a clock.
 */
export const MEASURES = [
  {
    name: 'invited',
    ripens: 'at_once',
    cohort: { zh: '邀请日', en: 'day of invitation' },
    counts: { zh: '被邀请评价的办件', en: 'cases and visits whose person was invited to rate' },
  },
  {
    name: 'invited_rated',
    ripens: 'at_once',
    cohort: { zh: '邀请日', en: 'day of invitation' },
    counts: { zh: '其中得到有效评价的', en: 'of these, those with a valid rating' },
  },
  {
    name: 'level_1',
    ripens: 'at_once',
    cohort: { zh: '评价日', en: 'day of rating' },
    counts: { zh: '一级“非常不满意”的有效评价', en: 'valid ratings at level 1' },
  },
  {
    name: 'level_2',
    ripens: 'at_once',
    cohort: { zh: '评价日', en: 'day of rating' },
    counts: { zh: '二级“不满意”的有效评价', en: 'valid ratings at level 2' },
  },
  {
    name: 'level_3',
    ripens: 'at_once',
    cohort: { zh: '评价日', en: 'day of rating' },
    counts: { zh: '三级“基本满意”的有效评价', en: 'valid ratings at level 3' },
  },
  {
    name: 'level_4',
    ripens: 'at_once',
    cohort: { zh: '评价日', en: 'day of rating' },
    counts: { zh: '四级“满意”的有效评价', en: 'valid ratings at level 4' },
  },
  {
    name: 'level_5',
    ripens: 'at_once',
    cohort: { zh: '评价日', en: 'day of rating' },
    counts: { zh: '五级“非常满意”的有效评价', en: 'valid ratings at level 5' },
  },
  {
    name: 'rating_default',
    ripens: 'at_once',
    cohort: { zh: '评价日', en: 'day of rating' },
    counts: { zh: '无人评价时系统自动生成的评价', en: 'ratings that a system made because nobody answered' },
  },
  {
    name: 'rating_excluded',
    ripens: 'at_once',
    cohort: { zh: '评价日', en: 'day of rating' },
    counts: { zh: '申诉复核后剔除的评价', en: 'ratings set aside after an appeal' },
  },
  {
    name: 'rating_withdrawn',
    ripens: 'at_once',
    cohort: { zh: '评价日', en: 'day of rating' },
    counts: { zh: '评价人自己撤回的评价', en: 'ratings taken back by their raters' },
  },
  {
    name: 'letter_received',
    ripens: 'at_once',
    cohort: { zh: '收信日', en: 'day of receipt' },
    counts: { zh: '收到的来信', en: 'letters received' },
  },
  {
    name: 'reply_due',
    ripens: 'next_day',
    cohort: { zh: '应答复日', en: 'due day' },
    counts: { zh: '完整答复到期的来信', en: 'letters whose full reply fell due' },
  },
  {
    name: 'reply_on_time',
    ripens: 'next_day',
    cohort: { zh: '应答复日', en: 'due day' },
    counts: { zh: '其中到期前得到完整答复的', en: 'of these, fully replied to by then' },
  },
  {
    name: 'letter_closed',
    ripens: 'at_once',
    cohort: { zh: '办结日', en: 'day of closing' },
    counts: { zh: '部门办结的来信', en: 'letters the department closed' },
  },
  {
    name: 'closed_resolved',
    ripens: 'at_once',
    cohort: { zh: '办结日', en: 'day of closing' },
    counts: { zh: '其中写信人说解决了的', en: 'of these, those whose writer says: resolved' },
  },
  {
    name: 'closed_unresolved',
    ripens: 'at_once',
    cohort: { zh: '办结日', en: 'day of closing' },
    counts: {
      zh: '其中写信人说没有解决或只解决一半的',
      en: 'of these, those whose writer says: not, or only half',
    },
  },
  {
    name: 'disclosure_due',
    ripens: 'next_day',
    cohort: { zh: '应公开日', en: 'due day of disclosure' },
    counts: { zh: '应当公开的已答复来信', en: 'replied letters to be disclosed' },
  },
  {
    name: 'disclosed_on_time',
    ripens: 'next_day',
    cohort: { zh: '应公开日', en: 'due day of disclosure' },
    counts: { zh: '其中按时公开的', en: 'of these, disclosed by then' },
  },
] as const satisfies readonly MeasureDefinition[];

interface MeasureDefinition {
  readonly name: string;
  readonly ripens: 'at_once' | 'next_day';
  readonly cohort: Bilingual;
  readonly counts: Bilingual;
}

export type Measure = (typeof MEASURES)[number]['name'];

export const MEASURE_NAMES: readonly Measure[] = MEASURES.map((measure) => measure.name);

/** Sums of measures over any set of cells. Missing means 0. */
export type Sums = Readonly<Partial<Record<Measure, number>>>;

/** Reads one measure out of sums; a measure that no cell carried is 0. */
export const sumOf = (sums: Sums, measure: Measure): number => sums[measure] ?? 0;
