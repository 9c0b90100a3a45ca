import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MARK_CLOSE, MARK_OPEN, highlight, snippetOf } from './highlight.ts';

const visible = (text: string): string => text.replaceAll(MARK_OPEN, '<').replaceAll(MARK_CLOSE, '>');

describe('marking the words found', () => {
  it('marks overlapping and touching words as one', () => {
    expect(visible(highlight('请问新图书馆开放时间', ['图书', '书馆', '图书馆', '开放']))).toBe(
      '请问新<图书馆开放>时间',
    );
  });

  it('does not mind the case, and leaves single characters alone when a longer word was asked for', () => {
    expect(visible(highlight('Wifi和wifi的信号', ['wifi', '的']))).toBe('<Wifi>和<wifi>的信号');
    expect(visible(highlight('的士', ['的']))).toBe('<的>士');
  });

  it('takes words for what they are, never for a pattern', () => {
    expect(visible(highlight('a.b (c)+ axb', ['a.b', '(c)+']))).toBe('<a.b> <(c)+> axb');
  });

  it('lets no mark of a stranger through', () => {
    expect(highlight(`a${MARK_OPEN}b`, [])).toBe('ab');
  });

  it('shows the passages around the hits, and says where something is left out', () => {
    const text = `${'前'.repeat(100)}图书馆${'中'.repeat(100)}图书馆${'后'.repeat(100)}`;
    expect(visible(snippetOf([text], ['图书馆']))).toBe(
      `…${'前'.repeat(24)}<图书馆>${'中'.repeat(24)} … ${'中'.repeat(24)}<图书馆>${'后'.repeat(24)}…`,
    );
  });

  it('looks into the replies when the letter itself has no hit, and opens the letter when nothing has', () => {
    expect(visible(snippetOf(['来信', '第一行\n第二行有图书馆'], ['图书馆']))).toBe(
      '第一行 第二行有<图书馆>',
    );
    expect(snippetOf(['短信', ''], ['图书馆'])).toBe('短信');
    expect(snippetOf([], ['图书馆'])).toBe('');
  });

  it('never parts a surrogate pair, and marks nothing but what was there', () => {
    const text = fc.string({ unit: fc.constantFrom('😀', '图', '书', '馆', 'a', ' '), maxLength: 200 });
    fc.assert(
      fc.property(text, (given) => {
        const snippet = snippetOf([given], ['图书', '馆a']);
        expect(snippet).not.toMatch(/\p{Surrogate}/u);
        expect(highlight(given, ['图书', '馆a']).replace(/[\uE000\uE001]/g, '')).toBe(given);
        const unmarked = snippet.replace(/[\uE000\uE001]/g, '');
        for (const passage of unmarked.replace(/^…|…$/g, '').split(' … ')) {
          expect(given.replace(/\s+/gu, ' ')).toContain(passage);
        }
      }),
    );
  });
});
