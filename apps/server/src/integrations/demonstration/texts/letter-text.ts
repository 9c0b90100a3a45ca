import type { LocalDate } from '@huiyin/domain';
import type { Chance } from '../chance.ts';
import type { DemoPerson } from './people.ts';
import type { Matter } from './situation.ts';
import type { Slots } from './slots.ts';
import { fill, fullDayText } from './slots.ts';

/** A text as it was written, and as an officer leaves it who has taken out the names and addresses. */
export interface ReviewedText {
  readonly original: string;
  readonly reviewed: string;
}

export interface LetterText {
  readonly subject: string;
  readonly body: ReviewedText;
}

const GREETINGS = ['局领导：', '您好：', '尊敬的领导：', '工作人员您好：', '你们好，'] as const;

const TROUBLES = [
  '我已经跑了两趟窗口，得到的说法不一样。',
  '打过几次电话，有时占线，有时没有人接。',
  '网上查了很久，没有找到明确的答复。',
  '邻居说他们也遇到过，后来怎么解决的不清楚。',
  '家里有老人和孩子，实在抽不开身一趟一趟地跑。',
  '我理解你们工作忙，但这件事已经影响到生活。',
  '材料我都保存着，需要的话可以随时提供。',
  '之前在手机上提交过一次，没有看到结果。',
] as const;

const ASKS = {
  enquiry: [
    '请问具体应该怎么办？',
    '麻烦给一个明确的说法。',
    '希望能告诉我需要准备什么、到哪里办。',
    '请告诉我办理的时间和地点。',
  ],
  help: [
    '请帮我查一查，什么时候能解决。',
    '盼望尽快处理，哪怕先给一个时间。',
    '恳请帮忙协调，谢谢。',
    '请告诉我现在卡在哪一步。',
  ],
  complaint: [
    '希望查清楚并给一个答复。',
    '请依法处理，并把结果告诉我们。',
    '希望以后不要再发生这样的事。',
    '请派人到现场看一看。',
  ],
  suggestion: ['一点想法，供参考。', '希望能考虑。', '如果能做到，很多人会受益。'],
  praise: ['特此感谢。', '希望转达我们的谢意。', '这样的服务让人心里暖和。'],
  report: ['请保护我的信息。', '希望认真核查。'],
} as const;

const THANKS = ['谢谢！', '麻烦你们了。', '期待回复。', '辛苦了。', ''] as const;
const SUBJECT_ENDINGS = ['', '', '', '', '，请帮忙查一查', '，盼复', '（第二次反映）', '，想问清楚'] as const;

/** Composes a letter: greeting, who writes, what happened, what is asked, thanks, signature. */
export function composeLetter(
  { situation, slots, subject }: Matter,
  person: DemoPerson,
  date: LocalDate,
  chance: Chance,
): LetterText {
  const [type, , story] = situation;
  const ending = type === 'help' || type === 'complaint' ? chance.one(SUBJECT_ENDINGS) : '';
  const signed = type !== 'report' && chance.happens(0.35);
  const lines = [
    chance.one(GREETINGS),
    (type !== 'report' ? introduction(slots, chance) : '') + fill(story, slots),
    (type === 'praise' || chance.happens(0.45) ? '' : chance.one(TROUBLES)) + chance.one(ASKS[type]),
    contact(type === 'enquiry' ? 0.22 : 0.4, person, chance),
    chance.one(THANKS),
    signed ? `〔姓名〕 ${fullDayText(date)}` : '',
  ];
  const draft = lines.filter((line) => line !== '').join('\n');
  return {
    subject: subject + ending,
    body: bothTexts(draft, person, slots, chance.whole(1, 18)),
  };
}

/** Marks 〔姓名〕 and 〔住址〕 stand for the name and the address until both versions are made. */
function bothTexts(draft: string, person: DemoPerson, slots: Slots, building: number): ReviewedText {
  const address = `${slots.县}${slots.镇}${slots.小区}${building}幢${building + 1}02室`;
  return {
    original: draft.replaceAll('〔姓名〕', person.name).replaceAll('〔住址〕', address),
    reviewed: draft.replaceAll('〔姓名〕', '[姓名]').replaceAll('〔住址〕', '[住址]'),
  };
}

function introduction(slots: Slots, chance: Chance): string {
  if (chance.happens(0.3)) return '我叫〔姓名〕，';
  if (chance.happens(0.08)) return '我叫〔姓名〕，家住〔住址〕，';
  return chance.happens(0.25) ? `我是${slots.镇}的居民。` : '';
}

/** Some leave what only the office should read: it is there to be found and taken out before publication. */
function contact(probability: number, person: DemoPerson, chance: Chance): string {
  if (!chance.happens(probability)) return '';
  const { phone, identityNumber, bankCard, email } = person;
  const grouped = `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`;
  return chance.weighted([
    [`我的电话是${phone}。`, 46],
    [`联系电话：${grouped}。`, 22],
    [`我的身份证号是${identityNumber}，电话${phone}。`, 14],
    [`收款卡号：${bankCard}，没有换过。`, 10],
    [`也可以发邮件到 ${email} 。`, 8],
  ] as const);
}
