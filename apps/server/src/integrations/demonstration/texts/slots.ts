import type { LocalDate } from '@huiyin/domain';
import { addDays } from '@huiyin/domain';
import type { Chance } from '../chance.ts';

/** The words that a situation leaves open, by the name in braces. */
export type Slots = Readonly<Record<SlotName, string>>;

export const SLOT_NAMES = [
  '县',
  '镇',
  '路',
  '小区',
  '学校',
  '公司',
  '窗',
  '数',
  '天',
  '小额',
  '月额',
  '金额',
  '年',
  '上月',
  '日',
  '查',
  '限',
] as const;
export type SlotName = (typeof SLOT_NAMES)[number];

const ROADS = [
  '望杏路',
  '听潮街',
  '芦荻路',
  '七星桥路',
  '晒谷场路',
  '文昌弄',
  '东渚大道',
  '渔灯街',
  '桐花路',
  '新埭路',
  '石帆巷',
  '白鹭大道',
  '橘井街',
  '枕流路',
  '长堤路',
  '松烟街',
];
const ESTATES = [
  '汀苑小区',
  '锦汀花园',
  '柳岸新村',
  '听涛苑',
  '荷风里',
  '枣林新居',
  '云栖小区',
  '渡口佳园',
  '稻香苑',
  '白鹭湾小区',
  '桂子园',
  '沙洲新村',
];
const SCHOOLS = [
  '望潮小学',
  '印桥小学',
  '柳溪中学',
  '晚枫实验学校',
  '砚池小学',
  '石埠中学',
  '荷圩中心小学',
  '青禾幼儿园',
  '长堤中学',
];
const FIRMS = [
  '泽帆纺织公司',
  '云圩食品公司',
  '汀光电子厂',
  '百渡物流公司',
  '青硖建材公司',
  '鹭汀家居公司',
  '禾丰印染厂',
  '砚山建筑公司',
  '望汐水产公司',
  '橘乡农业公司',
];

/** Fills the slots of one letter, written on `date` in a county. */
export function drawSlots(
  date: LocalDate,
  county: string,
  townships: readonly string[],
  chance: Chance,
): Slots {
  return {
    县: county,
    镇: townships.length > 0 ? chance.one(townships) : county,
    路: chance.one(ROADS),
    小区: chance.one(ESTATES),
    学校: chance.one(SCHOOLS),
    公司: chance.one(FIRMS),
    窗: String(chance.whole(1, 16)),
    数: String(chance.whole(2, 9)),
    天: String(chance.whole(12, 68)),
    // A fare or a fine; what comes or goes in a month; anything up to a year's wages.
    小额: String(chance.whole(3, 36) * 10),
    月额: String(chance.whole(60, 260) * 10),
    金额: drawAmount(chance),
    年: String(Number(date.slice(0, 4)) - chance.whole(2, 12)),
    上月: `${((Number(date.slice(5, 7)) + 10) % 12) + 1}月`,
    日: dayText(addDays(date, -chance.whole(2, 24))),
    查: dayText(date),
    限: dayText(addDays(date, chance.whole(20, 90))),
  };
}

/** The slots of the reply: when it was looked into, and by when the rest is done. */
export function replySlots(slots: Slots, checkedOn: LocalDate, doneBy: LocalDate): Slots {
  return { ...slots, 查: dayText(checkedOn), 限: dayText(doneBy) };
}

export function fill(text: string, slots: Slots): string {
  return text.replace(/\{([^}]+)\}/g, (whole, name: string) =>
    name in slots ? slots[name as SlotName] : whole,
  );
}

/** 3月8日 */
export const dayText = (date: LocalDate): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** 2026年3月8日 */
export const fullDayText = (date: LocalDate): string => `${date.slice(0, 4)}年${dayText(date)}`;

const drawAmount = (chance: Chance): string =>
  chance.happens(0.5)
    ? String(chance.whole(30, 260) * 10)
    : (chance.whole(24, 320) * 100).toLocaleString('en-US');
