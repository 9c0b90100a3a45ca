import type { Level } from '@huiyin/domain';
import type { Chance } from '../chance.ts';

const ONLINE_TAGS = ['efficiency', 'guide_accuracy', 'convenience', 'platform'] as const;
const COUNTER_TAGS = ['efficiency', 'service_level', 'attitude', 'professional', 'one_trip'] as const;
const NO_TAGS: readonly string[] = [];

/** What a rater taps beside the level. At levels 1 and 2 there is always a reason. */
export function tagsFor(level: Level, online: boolean, chance: Chance): readonly string[] {
  if (level > 2 && !chance.happens(0.22)) return NO_TAGS;
  const tags: readonly string[] = online ? ONLINE_TAGS : COUNTER_TAGS;
  const first = chance.one(tags);
  if (!chance.happens(0.3)) return [first];
  const second = chance.one(tags);
  return first === second ? [first] : [first, second];
}

const OPENINGS = {
  bad: [
    '等了快两个小时，',
    '前后跑了三趟，',
    '提交之后一直没有消息，',
    '窗口只开了一个，',
    '打电话没有人接，',
    '页面填到最后一步出错，',
  ],
  middling: ['流程还可以，', '材料有点多，', '总体能办成，', '排队时间比以前短，', '网上能办一半，'],
  good: [
    '工作人员很耐心，',
    '一次就办好了，',
    '不到十分钟就办完，',
    '材料清单写得清楚，',
    '老人来办也有人帮着填表，',
    '周末也能在手机上办，',
  ],
} as const;

const ENDINGS = {
  bad: [
    '希望改进。',
    '请说清楚到底要什么材料。',
    '不知道该找谁。',
    '指南上写的和窗口要的不一样。',
    '白白请了一天假。',
  ],
  middling: ['说明还可以再细一点。', '希望少填一次重复的信息。', '再快一点就更好了。', '进度最好发个短信。'],
  good: ['谢谢。', '给他们点赞。', '比想象的方便。', '希望保持。', '省了来回跑的时间。'],
} as const;

/** A comment, or none: the dissatisfied write more. */
export function commentOn(level: Level, chance: Chance): string | null {
  const mood = level <= 2 ? 'bad' : level === 3 ? 'middling' : 'good';
  if (!chance.happens(mood === 'bad' ? 0.38 : mood === 'middling' ? 0.08 : 0.022)) return null;
  return chance.one(OPENINGS[mood]) + chance.one(ENDINGS[mood]);
}
