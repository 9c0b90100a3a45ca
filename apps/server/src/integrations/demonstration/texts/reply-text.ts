import type { LetterType, LocalDate } from '@huiyin/domain';
import type { Chance } from '../chance.ts';
import type { Matter } from './situation.ts';
import { fill, fullDayText } from './slots.ts';

/** The matter of a reply has the subject of the letter and slots of its own: see replySlots. */
export interface ReplyContext extends Matter {
  readonly officeName: string;
  readonly repliedOn: LocalDate;
  /** 0 for the first full reply, 1 for the one after the letter was reopened. */
  readonly ordinal: number;
  /** An office that answers everybody with the same words. */
  readonly template: boolean;
}

const CLOSINGS = [
  '感谢您的来信。',
  '如有疑问，欢迎随时联系我们。',
  '给您带来的不便，深表歉意。',
  '也请您继续监督我们的工作。',
  '办理中有任何变化，我们会及时告诉您。',
] as const;

/** What the office answers: what it found, what it did, and by when. */
export function composeReply(context: ReplyContext, chance: Chance): string {
  const { situation, slots, subject, officeName, repliedOn, ordinal, template } = context;
  const signature = `${officeName}\n${fullDayText(repliedOn)}`;
  if (template) return [...templateLines(officeName, ordinal, chance), signature].join('\n');
  const found = fill(situation[3], slots);
  const done = fill(situation[4], slots);
  const lines =
    ordinal > 0 ? againLines(found, done, chance) : firstLines(situation[0], subject, found, done, chance);
  return [...lines, chance.one(CLOSINGS) + contactLine(chance), signature].join('\n');
}

function firstLines(
  type: LetterType,
  subject: string,
  found: string,
  done: string,
  chance: Chance,
): string[] {
  if (type === 'praise' || type === 'report') return ['您好：', found + done];
  if (type === 'enquiry') {
    return chance.weighted<() => string[]>([
      [() => ['您好：', `您咨询的问题，答复如下。${found}`, done], 5],
      [() => [`您好，关于“${subject}”，${found}${done}`], 3],
      [() => ['您好：', `一、${found}`, `二、${done}`], 2],
    ])();
  }
  return chance.weighted<() => string[]>([
    [() => ['您好：', '来信收悉，现答复如下。', `一、查明的情况。${found}`, `二、处理的情况。${done}`], 5],
    [() => ['您好：', `收到您的来信后，我们当天安排人员核实。经查，${found}`, done], 4],
    [() => ['您好，您反映的情况我们已经核实。', found + done], 3],
  ])();
}

function againLines(found: string, done: string, chance: Chance): string[] {
  const apology = chance.one([
    '上次答复没有说清楚，我们向您道歉。',
    '上次只答了一半，让您又写了一次，对不起。',
    '您指出的问题属实，上次核查不够细。',
  ]);
  return [
    '您好：',
    apology,
    `我们重新做了核查。${found}`,
    `目前的进展：${done}`,
    chance.one(['这件事由我局专人跟到办结为止。', '后续我们会在一周内再与您联系一次。']),
  ];
}

/** Word for word the same for everybody, whatever was asked. */
function templateLines(officeName: string, ordinal: number, chance: Chance): string[] {
  return [
    '您好：',
    `您的来信收悉。${ordinal > 0 ? '再次感谢您的反映。' : ''}经查，您反映的有关情况我局高度重视，已转相关科室按规定办理。`,
    `有关待遇按现行政策执行，请您耐心等待，如有疑问可到${chance.one(['窗口', '服务大厅'])}咨询。`,
    `感谢您对${officeName.slice(0, 3)}人社工作的理解与支持。`,
  ];
}

/** The area code 0801 is not given to any city. */
const contactLine = (chance: Chance): string =>
  chance.happens(0.28) ? `联系电话：0801-555${chance.digits(4)}。` : '';

export const composeAcknowledgement = (officeName: string, chance: Chance): string =>
  chance.one([
    `您好，来信已收到，由${officeName}承办，将在规定时限内答复您。`,
    `您好，您的来信已受理，我们正在核实情况，有结果会及时答复。`,
    `来信收悉，已安排专人办理。如需要补充材料，我们会与您联系。`,
  ]);

/** Why a department waits for the writer, or asks for more time: reasons that the writer can read. */
export const PAUSE_REASONS = [
  '请补充合同或票据的照片。',
  '请告知具体地点和时间，以便到现场核实。',
  '需要您确认一下登记的银行账户。',
  '请补充当时办理的回执编号。',
] as const;
export const EXTENSION_REASONS = [
  '需要向外地单位调取材料，已去函。',
  '现场检测还要等待结果。',
  '涉及多个部门，正在会商。',
  '需要专家评估后才能答复。',
] as const;
export const OBJECTION_REASONS = [
  '事项已划转，不属于本部门职责。',
  '来信所述地点不在本辖区。',
  '审批权限在另一部门。',
] as const;
export const REOPENING_REASONS = [
  '答复没有说明什么时候解决。',
  '说已经办好，实际还是老样子。',
  '只说了规定，没有回答我的问题。',
  '办了一半又停下来了。',
] as const;
