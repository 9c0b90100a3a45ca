import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findPersonalData } from './find-personal-data.ts';
import { redact } from './redact.ts';
import { replacedSpans } from './replaced-spans.ts';

describe('what was replaced in the original', () => {
  it.each([
    ['nothing', '路灯不亮', '路灯不亮', []],
    ['each mark', '我叫林小满，电话138。', '我叫[姓名]，电话[电话]。', ['林小满', '138']],
    ['marks side by side', '林小满138', '[姓名][电话]', ['林', '小满138']],
    ['a mark at either end', '林小满在138', '[姓名]在[电话]', ['林小满', '138']],
    ['what its writer took out', 'I am Lin.', 'I am [personal data].', ['Lin']],
    ['not what was written as a mark', '我叫[姓名]。138', '我叫[姓名]。[电话]', ['138']],
  ])('is %s', (_, original, published, replaced) => {
    const spans = replacedSpans(original, published)!;
    expect(spans.map(({ start, end }) => original.slice(start, end))).toEqual(replaced);
  });

  it.each([
    ['路灯不亮', '路灯坏了'],
    ['我叫林小满。', '名字是[姓名]。'],
    ['我叫林小满。', '我叫[姓名]！'],
    ['我叫。', '我叫[姓名]。'],
    ['我叫林小满。', '我叫林小满。[电话]'],
  ])('is not said when a person changed more: %s → %s', (original, published) => {
    expect(replacedSpans(original, published)).toBeNull();
  });

  it('is always found where only the finder replaced', () => {
    const piece = fc.constantFrom(
      '我叫林小满',
      '13800138000',
      '，',
      '电话',
      '京A12345D',
      '\n',
      'a@b.cn',
      '[',
      '幸福路12号',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (parts) => {
        const text = parts.join('');
        expect(replacedSpans(text, redact(text, findPersonalData(text)).text)).not.toBeNull();
      }),
    );
  });
});
