import { describe, expect, it } from '@jest/globals';
import { aLateSilentLetter, aLetter, noResult, searchResult } from '../../fixtures/letters.ts';
import { withQuery } from '../../site.ts';
import { plain } from '../../wording/phrases.ts';
import { voiceOf } from '../../wording/voice.ts';
import { addressQuery, lettersFinding } from './finding.ts';
import { timelineOf } from './timeline.ts';

const zh = voiceOf('zh');
const query = { q: '', limit: 10 };

describe('the heading of a search', () => {
  it('counts letters, and tells what those who answered say', () => {
    expect(plain(lettersFinding(searchResult, { ...query, q: '停发' }, zh))).toBe(
      '“停发”有37封公开来信，回答了回访的26人里，21人说解决了',
    );
    expect(plain(lettersFinding({ ...searchResult, answered: 10 }, query, zh))).toBe('37封公开的来信');
  });

  it('tells nothing found apart from nothing there', () => {
    expect(plain(lettersFinding(noResult, { ...query, q: '停发' }, zh))).toBe('没有找到“停发”');
    expect(plain(lettersFinding(noResult, { ...query, type: 'help' }, zh))).toBe('没有符合条件的来信');
    expect(plain(lettersFinding(noResult, query, zh))).toBe('还没有公开的来信');
  });
});

describe('the address of a search', () => {
  it('keeps every condition, drops empty ones, and begins a changed search at its first page', () => {
    const full = {
      ...query,
      q: '路灯',
      type: ['help', 'complaint'] as ('help' | 'complaint')[],
      cursor: 'abc',
    };
    expect(withQuery('/letters', addressQuery(full, { sort: 'newest' }))).toBe(
      '/letters?q=%E8%B7%AF%E7%81%AF&type=help&type=complaint&sort=newest',
    );
    expect(withQuery('/letters', addressQuery(query))).toBe('/letters');
  });
});

describe('the history of a letter', () => {
  it('numbers replies where there are several, and marks what the writer says', () => {
    const lines = timelineOf(aLetter, zh);
    expect(lines.map((line) => line.deed)).toEqual(
      expect.arrayContaining(['第一次答复', '第二次答复', '写信人：没有解决', '写信人：解决了']),
    );
    expect(lines.find((line) => line.deed === '写信人：没有解决')).toMatchObject({
      shape: 'late',
      note: '评为“不满意（2级）”',
    });
    expect(lines.find((line) => line.deed === '退回重办')?.note).toBe(
      '理由：只说正常，没有说8月的钱去了哪里',
    );
  });

  it('marks a late reply by shape and word', () => {
    expect(timelineOf(aLateSilentLetter, zh).at(-1)).toMatchObject({
      deed: '答复',
      shape: 'late',
      note: '超过期限',
    });
  });
});
