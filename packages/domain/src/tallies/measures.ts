import type { Bilingual } from '../wording/bilingual.ts';

/**
 * The measures of the daily tally, in the order of its columns. A measure is an additive count that belongs to one
 * local day, its cohort date. The same word names the measure here, the column in the database and the field in a release.
 *
 * `ripens` says when a day may be counted: a rating counts at once, but whether a reply came in time is known only
 * after its due day has ended, so those cells are written ahead and read from the next day on. This is what keeps a
 * contribution a pure function of its fact, without a clock.
 *
 * A `stock` says how many there are at the end of a day (so it ripens the next), not how many came in it. Its tally holds the changes of each
 * day, so that it is as additive as the others; its sum over a period is taken from the first day there ever was to the
 * period's last one.
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
    partOf: 'invited',
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
    partOf: 'reply_due',
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
    partOf: 'letter_closed',
    ripens: 'at_once',
    cohort: { zh: '办结日', en: 'day of closing' },
    counts: { zh: '其中写信人说解决了的', en: 'of these, those whose writer says: resolved' },
  },
  {
    name: 'closed_unresolved',
    partOf: 'letter_closed',
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
    partOf: 'disclosure_due',
    ripens: 'next_day',
    cohort: { zh: '应公开日', en: 'due day of disclosure' },
    counts: { zh: '其中按时公开的', en: 'of these, disclosed by then' },
  },
  {
    name: 'notice_due',
    ripens: 'next_day',
    cohort: { zh: '应告知日', en: 'due day of the notice' },
    counts: { zh: '应当告知收到的来信', en: 'letters whose notice of receipt fell due' },
  },
  {
    name: 'notice_on_time',
    partOf: 'notice_due',
    ripens: 'next_day',
    cohort: { zh: '应告知日', en: 'due day of the notice' },
    counts: { zh: '其中按时告知的', en: 'of these, those told in time' },
  },
  {
    name: 'open_letters',
    ripens: 'next_day',
    stock: true,
    cohort: { zh: '当日净增', en: 'change of the day' },
    counts: { zh: '尚无完整答复的来信（存量）', en: 'letters still without a full reply (stock)' },
  },
  {
    name: 'overdue_letters',
    partOf: 'open_letters',
    ripens: 'next_day',
    stock: true,
    cohort: { zh: '当日净增', en: 'change of the day' },
    counts: { zh: '其中已过答复期限的（存量）', en: 'of these, those past their due day (stock)' },
  },
  {
    name: 'first_dispatched',
    ripens: 'at_once',
    cohort: { zh: '首次派发日', en: 'day of the first dispatch' },
    counts: { zh: '首次派发的来信', en: 'letters dispatched for the first time' },
  },
  {
    name: 'first_dispatch_kept',
    partOf: 'first_dispatched',
    ripens: 'at_once',
    cohort: { zh: '首次派发日', en: 'day of the first dispatch' },
    counts: { zh: '其中没有被退回的', en: 'of these, those not returned' },
  },
  {
    name: 'callback_answered',
    ripens: 'at_once',
    cohort: { zh: '回访日', en: 'day of the call-back' },
    counts: { zh: '写信人答复的回访', en: 'call-backs that the writer answered' },
  },
  {
    name: 'callback_resolved',
    partOf: 'callback_answered',
    ripens: 'at_once',
    cohort: { zh: '回访日', en: 'day of the call-back' },
    counts: { zh: '其中写信人说解决了的', en: 'of these, those whose writer says: resolved' },
  },
  {
    name: 'callback_level_1',
    partOf: 'callback_answered',
    ripens: 'at_once',
    cohort: { zh: '回访日', en: 'day of the call-back' },
    counts: { zh: '回访里一级“非常不满意”的评价', en: 'call-backs at level 1' },
  },
  {
    name: 'callback_level_2',
    partOf: 'callback_answered',
    ripens: 'at_once',
    cohort: { zh: '回访日', en: 'day of the call-back' },
    counts: { zh: '回访里二级“不满意”的评价', en: 'call-backs at level 2' },
  },
  {
    name: 'callback_level_3',
    partOf: 'callback_answered',
    ripens: 'at_once',
    cohort: { zh: '回访日', en: 'day of the call-back' },
    counts: { zh: '回访里三级“基本满意”的评价', en: 'call-backs at level 3' },
  },
  {
    name: 'callback_level_4',
    partOf: 'callback_answered',
    ripens: 'at_once',
    cohort: { zh: '回访日', en: 'day of the call-back' },
    counts: { zh: '回访里四级“满意”的评价', en: 'call-backs at level 4' },
  },
  {
    name: 'callback_level_5',
    partOf: 'callback_answered',
    ripens: 'at_once',
    cohort: { zh: '回访日', en: 'day of the call-back' },
    counts: { zh: '回访里五级“非常满意”的评价', en: 'call-backs at level 5' },
  },
  {
    name: 'repeat_due',
    ripens: 'next_day',
    cohort: { zh: '观察期满日', en: 'last day of the time watched' },
    counts: { zh: '办结后观察期满的来信', en: 'closed letters whose time of watching has ended' },
  },
  {
    name: 'repeat_came',
    partOf: 'repeat_due',
    ripens: 'next_day',
    cohort: { zh: '观察期满日', en: 'last day of the time watched' },
    counts: { zh: '其中同一事项又有来信的', en: 'of these, those whose matter was written about again' },
  },
  {
    name: 'reply_judged',
    ripens: 'at_once',
    cohort: { zh: '评判日', en: 'day of the judgement' },
    counts: { zh: '盲评抽样里的答复', en: 'replies judged in the blind sample' },
  },
  {
    name: 'reply_substantive',
    partOf: 'reply_judged',
    ripens: 'at_once',
    cohort: { zh: '评判日', en: 'day of the judgement' },
    counts: { zh: '其中判为实质答复的', en: 'of these, those judged substantive' },
  },
  {
    name: 'contact_due',
    ripens: 'next_day',
    cohort: { zh: '应联系日', en: 'due day of the contact' },
    counts: { zh: '留名差评里联系到期的', en: 'bad ratings with a name whose contact fell due' },
  },
  {
    name: 'contact_on_time',
    partOf: 'contact_due',
    ripens: 'next_day',
    cohort: { zh: '应联系日', en: 'due day of the contact' },
    counts: { zh: '其中按时联系的', en: 'of these, those contacted in time' },
  },
  {
    name: 'rectify_due',
    ripens: 'next_day',
    cohort: { zh: '应整改日', en: 'due day of the rectification' },
    counts: { zh: '整改到期的差评', en: 'bad ratings whose rectification fell due' },
  },
  {
    name: 'rectify_on_time',
    partOf: 'rectify_due',
    ripens: 'next_day',
    cohort: { zh: '应整改日', en: 'due day of the rectification' },
    counts: { zh: '其中按时整改或说明的', en: 'of these, those rectified or explained in time' },
  },
  {
    name: 'rectified_answered',
    ripens: 'at_once',
    cohort: { zh: '整改回访日', en: 'day of the call-back' },
    counts: { zh: '答复了整改回访的差评', en: 'rectification call-backs that were answered' },
  },
  {
    name: 'rectified_satisfied',
    partOf: 'rectified_answered',
    ripens: 'at_once',
    cohort: { zh: '整改回访日', en: 'day of the call-back' },
    counts: { zh: '其中表示满意的', en: 'of these, those who are satisfied' },
  },
  {
    name: 'published',
    ripens: 'at_once',
    cohort: { zh: '公开日', en: 'day of publication' },
    counts: { zh: '公开的来信', en: 'letters published' },
  },
  {
    name: 'published_complete',
    partOf: 'published',
    ripens: 'at_once',
    cohort: { zh: '公开日', en: 'day of publication' },
    counts: { zh: '其中要素齐全、没有个人信息的', en: 'of these, those with all fields and a clean scan' },
  },
  {
    name: 'withheld',
    ripens: 'at_once',
    cohort: { zh: '决定日', en: 'day of the decision' },
    counts: { zh: '决定不公开的来信', en: 'letters withheld' },
  },
  {
    name: 'withheld_reasoned',
    partOf: 'withheld',
    ripens: 'at_once',
    cohort: { zh: '决定日', en: 'day of the decision' },
    counts: { zh: '其中写明法定理由的', en: 'of these, those with a coded reason' },
  },
  {
    name: 'appeal_decided',
    ripens: 'at_once',
    cohort: { zh: '复核日', en: 'day of the decision' },
    counts: { zh: '复核完的差评申诉', en: 'appeals against ratings that were decided' },
  },
  {
    name: 'appeal_upheld',
    partOf: 'appeal_decided',
    ripens: 'at_once',
    cohort: { zh: '复核日', en: 'day of the decision' },
    counts: { zh: '其中申诉成立的', en: 'of these, those upheld' },
  },
  {
    name: 'channels_required',
    ripens: 'next_day',
    stock: true,
    cohort: { zh: '当日净增', en: 'change of the day' },
    counts: { zh: '应当开通的事项渠道（存量）', en: 'required pairs of item and channel (stock)' },
  },
  {
    name: 'channels_live',
    partOf: 'channels_required',
    ripens: 'next_day',
    stock: true,
    cohort: { zh: '当日净增', en: 'change of the day' },
    counts: { zh: '其中已经开通的（存量）', en: 'of these, those that are live (stock)' },
  },
] as const satisfies readonly MeasureDefinition[];

interface MeasureDefinition {
  readonly name: string;
  readonly ripens: 'at_once' | 'next_day';
  readonly stock?: true;
  /** The measure whose cases these are some of: never more than those. */
  readonly partOf?: string;
  readonly cohort: Bilingual;
  readonly counts: Bilingual;
}

export type Measure = (typeof MEASURES)[number]['name'];

export const MEASURE_NAMES: readonly Measure[] = MEASURES.map((measure) => measure.name);

/** The measures that say how many there are, not how many came. */
export const STOCK_NAMES: readonly Measure[] = MEASURES.filter((measure) => 'stock' in measure).map(
  (measure) => measure.name,
);

/** Sums of measures over any set of cells. Missing means 0. */
export type Sums = Readonly<Partial<Record<Measure, number>>>;

/** Reads one measure out of sums; a measure that no cell carried is 0. */
export const sumOf = (sums: Sums, measure: Measure): number => sums[measure] ?? 0;

/**
 * True when the counts fit together: none below 0 and no part above its whole. Tallies may be torn for a moment, when two
 * folds share a burst and one brings a part before the other brings its whole; such sums are not to be shown.
 */
export const sumsFit = (sums: Sums): boolean =>
  MEASURES.every((measure) => {
    const count = sumOf(sums, measure.name);
    return count >= 0 && (!('partOf' in measure) || count <= sumOf(sums, measure.partOf));
  });
