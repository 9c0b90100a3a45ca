import type { Language } from '@huiyin/contract';
import type { Blanks } from '../sentences.ts';
import { fillBlanks } from '../sentences.ts';

/** Why a row is not taken, as the report says it. */
const REASONS = {
  missing: { zh: '没有填写', en: 'is empty' },
  damaged: {
    zh: '有无法识别的字符（编码可能有误）',
    en: 'holds characters that cannot be read (perhaps the encoding)',
  },
  unprintable: { zh: '含有控制字符', en: 'holds control characters' },
  too_long: { zh: '超过{max}个字符（现为{length}）', en: 'has {length} characters; {max} at most' },
  no_date: {
    zh: '不是日期，或格式不在映射的 dates 里',
    en: 'is no date, or not in a form listed under “dates”',
  },
  too_early: { zh: '早于2000年', en: 'is before the year 2000' },
  in_future: { zh: '在将来', en: 'lies in the future' },
  reply_before_receipt: { zh: '答复早于来信', en: 'is earlier than the receipt of the letter' },
  out_of_order: { zh: '早于前一步办理', en: 'is earlier than the step before it' },
  rating_before_invitation: { zh: '评价早于邀请', en: 'is earlier than the invitation' },
  reply_without_text: { zh: '有答复时间而没有答复内容', en: 'is empty, although there is a time of reply' },
  reply_without_time: { zh: '有答复内容而没有答复时间', en: 'is empty, although there is a reply' },
  unknown_value: { zh: '不在映射的对照表里', en: 'is not in the table of the mapping' },
  unknown_level: { zh: '不是1到5的等级', en: 'is no level from 1 to 5' },
  unknown_type: { zh: '不是已知的来信类型', en: 'is no known type of letter' },
  unknown_department: { zh: '系统里没有这个部门', en: 'names no department of this site' },
  ambiguous_department: { zh: '同名部门不止一个', en: 'names more than one department' },
  unknown_item: { zh: '系统里没有这个事项', en: 'names no service item of this site' },
  item_elsewhere: { zh: '事项不属于该部门', en: 'is an item of another department' },
  unknown_channel: { zh: '系统里没有这个渠道', en: 'names no channel of this site' },
  unknown_region: { zh: '系统里没有这个行政区划', en: 'names no region of this site' },
  unknown_line: { zh: '系统里没有这个条线', en: 'names no function line of this site' },
  unknown_parent: {
    zh: '系统里和文件里都没有这个上级',
    en: 'names a parent that is neither here nor in the file',
  },
  parent_not_above: { zh: '上级的层级不高于它', en: 'names a parent that is not of a higher level' },
  bad_code: {
    zh: '编码只能用字母、数字、点、横线和下划线，最多64个',
    en: 'is no code: letters, digits, “.”, “-”, “_”, 64 at most',
  },
  bad_number: { zh: '不是允许范围内的整数', en: 'is no whole number in the allowed range' },
  bad_switch: { zh: '不是“是”或“否”', en: 'is neither yes nor no' },
  bad_verdict: {
    zh: '不是已知的结果（resolved、half_resolved、unresolved）',
    en: 'is no known outcome: resolved, half_resolved, unresolved',
  },
  duplicate: { zh: '与前面某行的编号相同', en: 'repeats the key of an earlier row' },
  cell_count: {
    zh: '这一行有{found}格，列名有{expected}个',
    en: 'the row has {found} cells, the header {expected}',
  },
  number_taken: { zh: '编号已属于另一封来信', en: 'its number belongs to another letter' },
  refused_history: { zh: '办理过程不合规则（{reason}）', en: 'its history is not possible ({reason})' },
  skipped: { zh: '按映射略过：{words}', en: 'left out as the mapping says: {words}' },
} as const satisfies Record<string, Record<Language, string>>;

export type ReasonCode = keyof typeof REASONS;

/** One thing that is wrong with a row. `value` is shown in the report; it is null for texts of persons. */
export interface Refusal {
  readonly column: string | null;
  readonly reason: ReasonCode;
  readonly blanks: Blanks;
  readonly value: string | null;
}

/** What a row of the file came to. `skipped`: left out on purpose, because the mapping says so. */
export type RowOutcome<T> =
  | { readonly kind: 'fact'; readonly fact: T }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'skipped'; readonly refusals: readonly Refusal[] };

export const reasonText = (refusal: Refusal, language: Language): string =>
  fillBlanks(REASONS[refusal.reason][language], refusal.blanks, language);
