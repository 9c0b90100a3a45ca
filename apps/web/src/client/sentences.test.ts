import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sentencesOf } from './sentences.ts';

describe('a text that is read aloud', () => {
  it.each([
    ['来信已收到。我们会在5个工作日内答复！', ['来信已收到。', '我们会在5个工作日内答复！']],
    ['It has come. Who has it? The tax office', ['It has come.', 'Who has it?', 'The tax office']],
    ['满意率是96.5%，比上季高', ['满意率是96.5%，比上季高']],
    ['', []],
  ])('is said sentence by sentence: %s', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('is cut at commas where a sentence is too long for one breath', () => {
    const long = Array.from({ length: 20 }, (_, n) => `第${n}个窗口今天办理业务`).join('，');
    expect(sentencesOf(long)).toHaveLength(20);
  });

  it('loses nothing but spaces, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('。', '，', '.', ',', ' ', 'a', '一', '?', '\n') }),
        (text) => {
          expect(sentencesOf(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});
