import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listOf, markedParts, paragraphsOf, phrasesOf, plain } from './phrases.ts';

describe('phrases', () => {
  it('break a heading between phrases, but never beside a digit', () => {
    expect(phrasesOf('按期答复率¦比去年同期¦升了')).toEqual(['按期答复率', '比去年同期', '升了']);
    expect(phrasesOf('其余¦13个¦分不出')).toEqual(['其余13个', '分不出']);
    expect(plain('按期¦答复')).toBe('按期答复');
  });

  it('join names as each language does', () => {
    expect(listOf(['甲', '乙'], 'zh')).toBe('甲、乙');
    expect(listOf(['A'], 'en')).toBe('A');
    expect(listOf(['A', 'B', 'C'], 'en')).toBe('A, B and C');
  });

  it('cut a search result at the words found and lose no letter', () => {
    expect(markedParts('\uE000停发\uE001失业金')).toEqual([
      { text: '停发', found: true },
      { text: '失业金', found: false },
    ]);
    expect(markedParts('没有合上\uE000的')).toEqual([
      { text: '没有合上', found: false },
      { text: '的', found: true },
    ]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\uE000', '\uE001', '灯', '<', 'a')), (pieces) => {
        const text = pieces.join('');
        expect(
          markedParts(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text.replace(/[\uE000\uE001]/g, ''));
      }),
    );
  });

  it('tell salutation and signature from the text, and drop empty lines', () => {
    const kinds = (body: string) => paragraphsOf(body).map(({ kind }) => kind);
    expect(paragraphsOf('局领导：\n\n  我是居民。\r\n您好：')).toEqual([
      { text: '局领导：', kind: 'salutation' },
      { text: '我是居民。', kind: 'text' },
      { text: '您好：', kind: 'text' },
    ]);
    expect(kinds('您好：\n已办结。\n清浦区民政局\n2026年10月29日')).toEqual([
      'salutation',
      'text',
      'signature',
      'signature',
    ]);
    expect(kinds('路灯已修好。\n2026年10月29日')).toEqual(['text', 'signature']);
    expect(kinds('2026年10月29日')).toEqual(['text']);
    expect(kinds('路灯坏了。\n[姓名] 2026年10月29日')).toEqual(['text', 'signature']);
    expect(kinds('路灯坏了，从 2026年10月29日')).toEqual(['text']);
    expect(kinds('路灯坏了。\n路灯坏了，从 2026年10月29日')).toEqual(['text', 'text']);
  });
});
