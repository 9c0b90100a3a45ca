import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areTooShort } from './find-words.ts';
import { removeWords } from './remove-words.ts';

describe('taking words out of a published text', () => {
  it.each([
    ['wherever they stand', '林小满说，林小满在。', '林小满', '[个人信息]说，[个人信息]在。', 2],
    ['over a line break', '我叫林小\n满。', '林小满', '我叫[个人信息]。', 1],
    ['typed with blanks', '我叫林小满。', ' 林 小满\n', '我叫[个人信息]。', 1],
    ['in full width', '电话１３８ＡＢ，', '138ab', '电话[个人信息]，', 1],
    ['typed in full width', '电话138AB，', '１３８ａｂ', '电话[个人信息]，', 1],
    ['with a zero-width character in them', '我叫林\u200b小满。', '林小满', '我叫[个人信息]。', 1],
    ['with signs of a pattern', '车(.*)+[a-z]$1旧', '(.*)+[a-z]$1', '车[个人信息]旧', 1],
    ['as markup', '<b>张</b>三', '<b>张</b>', '[个人信息]三', 1],
    ['with accents written in two ways', 'Ask Jose\u0301 Diaz.', 'José Díaz', 'Ask [personal data].', 1],
    ['as whole Latin words only', 'Linda met Lin.', 'lin', 'Linda met [personal data].', 1],
    ['not as half a character', '5㎡大', 'm2大', '5[个人信息]', 1],
    ['not as half a character, left', '5㎡大', '2大', '5㎡大', 0],
    ['not in a mark that stands there', '我叫[姓名]，[个人信息]。', '姓名', '我叫[姓名]，[个人信息]。', 0],
    ['not over a mark', '林[姓名]满', '林满', '林[姓名]满', 0],
    ['in no empty text', '', '林小满', '', 0],
    ['not when there is nothing to look for', '我', ' ', '我', 0],
  ])('finds them %s', (_, text, words, left, times) => {
    expect(removeWords(text, words)).toMatchObject({ text: left, times });
  });

  it('counts the characters that went', () => {
    expect(removeWords('我叫林小\n满。林小满。', '林小满').characters).toBe(6);
  });

  it('changes nothing the second time', () => {
    const piece = fc.constantFrom(
      '林',
      '小',
      '满',
      ' ',
      '\n',
      '[',
      ']',
      '[姓名]',
      'a',
      'Ａ',
      '㎡',
      '$&',
      '个人',
    );
    const text = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (whole, words) => {
        const once = removeWords(whole, words).text;
        expect(removeWords(once, words)).toMatchObject({ text: once, times: 0 });
      }),
    );
  });

  it.each([
    ['林', true],
    [' 林 ', true],
    ['。，', true],
    ['', true],
    ['林小', false],
    ['8号', false],
    ['𠮷', true],
  ])('says of “%s” whether it is too short: %s', (words, short) => {
    expect(areTooShort(words)).toBe(short);
  });
});
