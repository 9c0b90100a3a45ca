import { describe, expect, it } from '@jest/globals';
import { dateTime, fullDate, kindOf, localTime, periodName, periodShort, yearOpened } from './dates.ts';

describe('dates', () => {
  it('tells an instant by the clocks of the zone, across midnight and the year', () => {
    expect(localTime('2025-12-31T16:00:00Z', 'Asia/Shanghai')).toEqual({ date: '2026-01-01', time: '00:00' });
    expect(localTime('2025-12-31T15:59:59Z', 'Asia/Shanghai')).toEqual({ date: '2025-12-31', time: '23:59' });
    expect(dateTime('2026-09-12T12:14:00Z', 'Asia/Shanghai', 'zh')).toBe('2026年9月12日20:14');
    expect(dateTime('2026-09-12T20:14:00+08:00', 'Asia/Shanghai', 'en')).toBe('12 September 2026, 20:14');
  });

  it('writes days without leading noughts', () => {
    expect(fullDate('2026-02-03', 'zh')).toBe('2026年2月3日');
    expect(fullDate('2026-02-03', 'en')).toBe('3 February 2026');
  });

  it.each([
    ['2026-Q3', '2026年第三季度', 'Q3 2026', '三季度', 'Q3', 'quarter', null],
    ['2026-Q1', '2026年第一季度', 'Q1 2026', '一季度', 'Q1', 'quarter', '2026'],
    ['2026-09', '2026年9月', 'September 2026', '9月', 'Sep', 'month', null],
    ['2026-01', '2026年1月', 'January 2026', '1月', 'Jan', 'month', '2026'],
    ['2026', '2026年', '2026', '2026', '2026', 'year', '2026'],
  ])('names the period %s', (key, zh, en, shortZh, shortEn, kind, year) => {
    expect(periodName(key, 'zh')).toBe(zh);
    expect(periodName(key, 'en')).toBe(en);
    expect(periodShort(key, 'zh')).toBe(shortZh);
    expect(periodShort(key, 'en')).toBe(shortEn);
    expect(kindOf(key)).toBe(kind);
    expect(yearOpened(key)).toBe(year);
  });
});
