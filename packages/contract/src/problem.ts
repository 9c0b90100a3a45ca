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
  key_needed: {
    status: 401,
    zh: '请带上有效的API密钥再提交：Authorization: Bearer hyk_…。密钥向网站的管理单位申请。',
    en: 'Send a valid API key with it: Authorization: Bearer hyk_…. Whoever runs the site hands keys out.',
  },
  key_scope: {
    status: 403,
    zh: '这个API密钥不能用来做这件事（{scope}），请换一个密钥。',
    en: 'This API key is not for this ({scope}). Use another one.',
  },
  key_department: {
    status: 403,
    zh: '这个API密钥不能用于编码为“{code}”的部门。',
    en: 'This API key does not reach the department with the code “{code}”.',
  },
  case_not_yet: {
    status: 422,
    zh: '办件时间“{at}”还没有到，请核对时间和时区。',
    en: '“{at}” has not come yet. Check the time and its offset.',
  },
  case_too_old: {
    status: 422,
    zh: '办件时间“{at}”已是一年多以前，不再邀请评价。',
    en: '“{at}” is more than a year ago; nobody is invited to rate such a case any more.',
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
  level_needed: {
    status: 422,
    zh: '请先选一张脸：您满意吗？',
    en: 'First choose a face: were you satisfied?',
  },
  name_without_phone: {
    status: 422,
    zh: '留了称呼，请再留一个电话，否则没法联系您；不想留就都空着。',
    en: 'You left a name: please leave a number too, or nobody can call. Or leave both empty.',
  },
  phone_too_short: {
    status: 422,
    zh: '电话号码少了几位，请核对。',
    en: 'The number is too short; please check it.',
  },
  phone_too_long: {
    status: 422,
    zh: '电话号码多了几位，请核对。',
    en: 'The number is too long; please check it.',
  },
  phone_not_a_number: {
    status: 422,
    zh: '这里只填电话号码，例如13800000000。',
    en: 'Only a telephone number here, such as 13800000000.',
  },
  letter_type_needed: {
    status: 422,
    zh: '请选一下这是一封什么信。',
    en: 'Please say what kind of letter it is.',
  },
  subject_needed: {
    status: 422,
    zh: '请用一句话说是什么事。',
    en: 'Please say in one line what it is about.',
  },
  body_needed: { status: 422, zh: '请写下详细情况。', en: 'Please write what happened.' },
  name_needed: {
    status: 422,
    zh: '请写怎么称呼您，只有承办人看得到。',
    en: 'Please say your name; only those who deal with it see it.',
  },
  contact_needed: {
    status: 422,
    zh: '请留一个能联系上您的手机号，或者邮箱。',
    en: 'Please leave a number or a mail address where you can be reached.',
  },
  mail_address_needed: {
    status: 422,
    zh: '要用邮件收编号和查询码，请填写邮箱；不需要就取消勾选。',
    en: 'To get number and code by mail, please give a mail address, or untick the box.',
  },
  addressee_needed: {
    status: 422,
    zh: '请选一个部门；不知道写给谁，就选您所在的地区。',
    en: 'Please choose a department, or your region if you do not know whom to write to.',
  },
  letter_number_needed: {
    status: 422,
    zh: '请填来信的编号，例如HY2026-7K2M93XD。',
    en: 'Please give the number of the letter, such as HY2026-7K2M93XD.',
  },
  query_code_wrong: {
    status: 422,
    zh: '编号和查询码对不上，请照寄信后看到的原样再填一次。大小写、空格和横线都没有关系。',
    en: 'Number and query code do not belong together. Please copy both as shown after sending; capitals, spaces and hyphens do not matter.',
  },
  query_code_paused: {
    status: 429,
    zh: '查询码填错的次数太多，请过一刻钟再试。编号和查询码都在寄信之后的页面上。',
    en: 'Too many wrong codes: please try again in a quarter of an hour. Number and code stand on the page after sending.',
  },
  supplement_needed: {
    status: 422,
    zh: '请写下要补充的内容。',
    en: 'Please write what you would like to add.',
  },
  words_needed: {
    status: 422,
    zh: '请写出要去掉的文字，可以从上面的公开版本里复制。',
    en: 'Please give the words to take out; you can copy them from the public version above.',
  },
  words_too_short: {
    status: 422,
    zh: '只有一个字或者标点，换掉会伤到别处，请多写几个字。',
    en: 'One character, or signs alone, would be taken out in too many places. Please give more of the words.',
  },
  words_too_much: {
    status: 422,
    zh: '这样会去掉公开内容的三成以上。请只写涉及个人信息的几个字；整封信都不想公开，可以撤回同意。',
    en: 'This would blank more than 30% of what is public. Please give only the personal words; to take all of it back, withdraw your consent.',
  },
  words_not_there: {
    status: 422,
    zh: '公开版本里没有这几个字，所以什么也没有改。请照公开版本的原样再填一次。',
    en: 'These words do not stand in the public version, so nothing was changed. Please copy them as they stand there.',
  },
  removals_too_many: {
    status: 422,
    zh: '这封信已经去掉过20处不同的文字。还有的话，请撤回同意，马上不再公开。',
    en: 'Words were taken out of this letter 20 times already. If more remains, take back your consent and it is unpublished at once.',
  },
  verdict_needed: { status: 422, zh: '请先选：解决了没有？', en: 'First choose: was it solved?' },
  missing_part_needed: {
    status: 422,
    zh: '退回重办，请写一句还差什么，好让部门知道补哪里。',
    en: 'To have it taken up again, please say in a line what is missing.',
  },
  solved_not_reopened: {
    status: 422,
    zh: '说“解决了”就不用退回重办；要退回，请选“没有解决”或“解决了一部分”。',
    en: 'What is solved need not be taken up again; choose “not solved” or “partly solved” to have it taken up.',
  },
  malformed_form: {
    status: 400,
    zh: '表单没有传完整，请再提交一次；照片太多时，分几次传。',
    en: 'The form did not arrive whole. Please send it once more; with many photos, in several goes.',
  },
  file_too_large: {
    status: 413,
    zh: '“{name}”太大，没有收下：每个文件最多{limit}。照片可以先用手机缩小，或者截屏再传。',
    en: '“{name}” is too large and was not taken: {limit} a file at most. Make the photo smaller, or send a screenshot of it.',
  },
  file_type: {
    status: 415,
    zh: '“{name}”没有收下：只收照片（JPG、PNG、WebP、GIF）和PDF，它其实是{kind}文件。文档请另存为PDF，或者拍照上传。',
    en: '“{name}” was not taken: only photos (JPG, PNG, WebP, GIF) and PDF are, and it is really a file of type {kind}. Save a document as PDF, or send a photo of it.',
  },
  file_unknown: {
    status: 415,
    zh: '“{name}”没有收下：只收照片（JPG、PNG、WebP、GIF）和PDF。文档请另存为PDF，或者拍照上传。',
    en: '“{name}” was not taken: only photos (JPG, PNG, WebP, GIF) and PDF are. Save a document as PDF, or send a photo of it.',
  },
  file_heic: {
    status: 415,
    zh: '“{name}”是HEIC照片，别人多半打不开，没有收下。请截屏再传，或者在“设置—相机—格式”里选“兼容性最佳”。',
    en: '“{name}” is a HEIC photo, which many cannot open, and was not taken. Send a screenshot of it, or choose “Most Compatible” in the settings of the camera.',
  },
  file_broken: {
    status: 422,
    zh: '“{name}”打不开，可能没有传完整或者已经损坏，没有收下。请重新选一次。',
    en: '“{name}” cannot be opened; it may be damaged or not whole, and was not taken. Please choose it again.',
  },
  file_pixels: {
    status: 422,
    zh: '“{name}”的像素太多，没有收下。请缩小，或者截屏再传。',
    en: '“{name}” has too many pixels and was not taken. Make it smaller, or send a screenshot of it.',
  },
  file_infected: {
    status: 422,
    zh: '“{name}”里发现了病毒，没有收下。您的信和其他文件都在。',
    en: 'A virus was found in “{name}”, so it was not taken. Your letter and the other files are still here.',
  },
  file_busy: {
    status: 503,
    zh: '现在传文件的人太多，“{name}”没有收下。请过一分钟再传；您填的都还在。',
    en: 'Many are sending files just now, and “{name}” was not taken. Please send it again in a minute; what you filled in is still here.',
  },
  files_too_many: {
    status: 422,
    zh: '“{name}”没有收下：最多{limit}个文件。不要的可以先去掉，也可以寄出之后再补充。',
    en: '“{name}” was not taken: {limit} files at most. Remove one that is not needed, or add it after sending.',
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

export const ProblemCodeSchema = z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]);

/** One place in a message that is wrong: a JSON pointer and a sentence in both languages. */
export const ProblemPlaceSchema = z.object({ pointer: z.string(), zh: z.string(), en: z.string() });

/** RFC 9457 problem details, extended by the code, the other language and the places. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: ProblemCodeSchema,
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
