import { z } from 'zod';

/**
 * Every error this product tells anybody, by code: the HTTP status and one sentence in each language that says what is
 * wrong and what to do. `{name}` is filled in where the error is raised.
 */
export const PROBLEMS = {
  invalid_body: {
    status: 400,
    zh: '提交的内容有误，请按所列各处改正后再提交。',
    en: 'Something in what was sent is not right. Correct the places listed and send it again.',
  },
  invalid_query: {
    status: 400,
    zh: '地址里的查询条件有误，请按所列各处改正。',
    en: 'The conditions in the address are not right. Correct the places listed.',
  },
  malformed_json: {
    status: 400,
    zh: '提交的内容不是完整的JSON，请检查后再提交。',
    en: 'What was sent is not complete JSON. Check it and send it again.',
  },
  invalid_encoding: {
    status: 400,
    zh: '提交的内容不是UTF-8编码，请转换后再提交。',
    en: 'What was sent is not UTF-8. Convert it and send it again.',
  },
  body_too_large: {
    status: 413,
    zh: '提交的内容太大，最多{limit}。',
    en: 'What was sent is too large; {limit} at most.',
  },
  unsupported_type: { status: 415, zh: '请以 application/json 提交。', en: 'Send it as application/json.' },
  not_found: {
    status: 404,
    zh: '这个地址没有内容，请检查是否写错，或从首页找起。',
    en: 'There is nothing at this address. Check it, or start from the front page.',
  },
  method_not_allowed: {
    status: 405,
    zh: '这个地址不接受这种请求。',
    en: 'This address does not take that kind of request.',
  },
  unknown_department: {
    status: 422,
    zh: '没有编码为“{code}”的部门，请从部门名录里选。',
    en: 'There is no department with the code “{code}”. Choose one from the directory.',
  },
  unknown_item: {
    status: 422,
    zh: '没有编码为“{code}”的事项，请从该部门的事项里选。',
    en: 'There is no service item with the code “{code}”. Choose one of the department’s items.',
  },
  unknown_channel: {
    status: 422,
    zh: '没有编码为“{code}”的渠道。',
    en: 'There is no channel with the code “{code}”.',
  },
  unknown_line: {
    status: 422,
    zh: '没有编码为“{code}”的条线，请先录入条线。',
    en: 'There is no function line with the code “{code}”. Enter the line first.',
  },
  item_elsewhere: {
    status: 422,
    zh: '事项“{code}”不属于所选部门，请重新选择。',
    en: 'The item “{code}” does not belong to the chosen department. Choose again.',
  },
  pass_needed: {
    status: 401,
    zh: '请先填编号和查询码，再看这封信。',
    en: 'Please give the number and the query code first.',
  },
  letter_not_open: {
    status: 409,
    zh: '这封信现在的状态不能这样做，请看看最新的进展。',
    en: 'The letter is not in a state for this; please look at what has happened to it.',
  },
  reopened_before: {
    status: 409,
    zh: '一封信只能退回重办一次，这封已经重办过。您可以再写一封信。',
    en: 'A letter can be taken up again once, and this one was. You can write another letter.',
  },
  letter_sent_before: {
    status: 409,
    zh: '这封信已经收到，编号{number}，没有重复提交。要改要补，请凭查询码到“查进度”里补充。',
    en: 'This letter was received before as {number} and was not sent twice. To change or add something, use the query code under “Follow a letter”.',
  },
  no_centre: {
    status: 422,
    zh: '这个地区还没有设分派来信的单位，请选一个部门。',
    en: 'This region has nobody yet who passes letters on. Please choose a department.',
  },
  unknown_letter: {
    status: 404,
    zh: '没有编号为“{number}”的公开来信。它可能没有公开，也可能编号写错了。',
    en: 'There is no published letter with the number “{number}”. It may not be public, or the number may be wrong.',
  },
  letter_withdrawn: {
    status: 410,
    zh: '编号为“{number}”的来信曾经公开，现已依法撤回，不再显示内容。',
    en: 'The letter with the number “{number}” was public and has been withdrawn on lawful grounds. Its text is no longer shown.',
  },
  unknown_indicator: {
    status: 404,
    zh: '没有编码为“{code}”的指标，请从指标目录里选。',
    en: 'There is no indicator with the code “{code}”. Choose one from the list of indicators.',
  },
  unknown_period: {
    status: 404,
    zh: '没有“{key}”这一期的数字。',
    en: 'There are no figures for the period “{key}”.',
  },
  department_not_found: {
    status: 404,
    zh: '没有编码为“{code}”的部门，请从部门名录里找。',
    en: 'There is no department with the code “{code}”. Look for it in the directory.',
  },
  region_not_found: {
    status: 404,
    zh: '没有编码为“{code}”的行政区划。',
    en: 'There is no region with the code “{code}”.',
  },
  offer_unknown: {
    status: 404,
    zh: '这个评价链接我们不认识，请检查是否复制完整。',
    en: 'We do not know this rating link. Check that it was copied whole.',
  },
  offer_expired: {
    status: 410,
    zh: '这个评价链接已过期。您仍可以选择部门和事项来评价。',
    en: 'This rating link has expired. You can still rate by choosing the department and the item.',
  },
  offer_retired: {
    status: 410,
    zh: '这个评价码已经停用。您仍可以选择部门和事项来评价。',
    en: 'This rating code is no longer in use. You can still rate by choosing the department and the item.',
  },
  own_rating_unknown: {
    status: 404,
    zh: '我们不认识这个回执链接，请检查是否复制完整。',
    en: 'We do not know this receipt link. Check that it was copied whole.',
  },
  change_closed: {
    status: 410,
    zh: '修改和撤回的期限已过，这条评价现在不能再改。',
    en: 'The time for changes is over: this rating can no longer be changed.',
  },
  rating_withdrawn: {
    status: 409,
    zh: '这条评价已经撤回，不能再改。',
    en: 'This rating was taken back and cannot be changed any more.',
  },
  rating_under_review: {
    status: 409,
    zh: '这条评价经复核暂不计入，现在不能修改；您仍可以撤回。',
    en: 'This rating is set aside after a review and cannot be amended; you can still take it back.',
  },
  reason_required: {
    status: 422,
    zh: '选“不满意”或“非常不满意”时，请选一个原因或写几个字，好让部门知道改哪里。',
    en: 'With “dissatisfied” or “very dissatisfied”, choose a reason or write a few words, so that the department knows what to put right.',
  },
  form_stale: {
    status: 422,
    zh: '这个页面打开得太久了，您填的都还在，请再提交一次。',
    en: 'This page was open for too long. What you filled in is still here; please send it once more.',
  },
  rated_before: {
    status: 409,
    zh: '您之前在这一页提交的评价已经收到。这一份和它不一样，还没有提交；要另算一次，请再提交一次。',
    en: 'The rating that you sent from this page before was received. This one differs and was not sent; if it is another rating, please send it once more.',
  },
  id_reused: {
    status: 409,
    zh: '这个编号（id）已用于另一份不同的内容，请换一个新的编号再提交。',
    en: 'This id was already used for something different. Send it again with a new id.',
  },
  id_clock: {
    status: 422,
    zh: '编号（id）里的时间与现在相差太多，请检查设备时间后再提交。',
    en: 'The time inside the id is too far from now. Check the device’s clock and send it again.',
  },
  outage: {
    status: 503,
    zh: '系统暂时连不上数据库，您提交的内容没有保存，请稍后再试。',
    en: 'The system cannot reach its database just now. What you sent was not stored; try again shortly.',
  },
  defect: {
    status: 500,
    zh: '我们这边出了错，已经记录。请稍后再试；若仍不行，请告知编号 {trace}。',
    en: 'Something went wrong on our side and was recorded. Try again later; if it persists, tell us the number {trace}.',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One place in a message that is wrong: a JSON pointer and a sentence in both languages. */
export const ProblemPlaceSchema = z.object({ pointer: z.string(), zh: z.string(), en: z.string() });

/** RFC 9457 problem details, extended by the code, the other language and the places. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  instance: z.string(),
  places: z.array(ProblemPlaceSchema).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** The sentence of a problem in one language, with its blanks filled. */
export function problemText(
  code: ProblemCode,
  language: 'zh' | 'en',
  blanks: Readonly<Record<string, string>> = {},
): string {
  return PROBLEMS[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => blanks[name] ?? whole);
}
