import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { printDistance, readsNearlySame, textPrint } from './text-print.ts';

const hash = (piece: string) => createHash('sha256').update(piece).digest().readBigUInt64BE();
const print = (text: string) => textPrint(text, hash)!;

const LETTER =
  '我们小区东门的路灯从上个月开始就不亮了，晚上老人和孩子出门看不清路，已经有两位邻居在台阶上摔倒。给物业打过三次电话，物业说路灯归街道管，街道说归城管局管，一直没有人来修。请尽快派人来看一看，把灯修好。';
const OTHER =
  '八月份的失业保险金到今天还没有到账，七月份的是按时发的。我在网上查了审核状态是已经通过，打社保热线三次都没有人接。家里还有房贷要还，请帮忙查一下是哪里出了问题，什么时候能够发放到位。';

describe('the print of a text', () => {
  it('is the same for what reads the same', () => {
    const changed = LETTER.replaceAll('，', ' , ').replaceAll('。', '!!! 2026年 ').replaceAll('年', '');
    expect(print(changed)).toBe(print(LETTER));
  });

  it('is near where a name and a number were changed', () => {
    expect(readsNearlySame(print(LETTER), print(LETTER.replace('东门', '西门')))).toBe(true);
    expect(readsNearlySame(print(LETTER), print(`${LETTER}电话138`))).toBe(true);
  });

  it('is far where the matter is another one', () => {
    expect(printDistance(print(LETTER), print(OTHER))).toBeGreaterThan(12);
  });

  it('is none for a few words, and says nothing without the key', () => {
    expect(textPrint('路灯不亮。请修。', hash)).toBeNull();
    const other = (piece: string) => createHash('sha256').update(`key ${piece}`).digest().readBigUInt64BE();
    expect(printDistance(print(LETTER), textPrint(LETTER, other)!)).toBeGreaterThan(12);
  });

  it('counts the bits that differ', () => {
    expect(printDistance(0n, 0n)).toBe(0);
    expect(printDistance(0n, (1n << 64n) - 1n)).toBe(64);
    expect(printDistance(-1n, 0n)).toBe(64);
    expect(printDistance(0b1011n, 0b0001n)).toBe(2);
  });
});
