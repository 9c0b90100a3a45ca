import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findPersonalData } from './find-personal-data.ts';
import { certainOnly, redact } from './redact.ts';

const redactCertain = (text: string): string => redact(text, certainOnly(findPersonalData(text))).text;
const redactAll = (text: string): string => redact(text, findPersonalData(text)).text;

/** Texts full of numbers that are almost, exactly, or twice a personal one, glued in every way. */
const troublesomeText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '11010519491231002X',
        '110105 19491231 0021',
        '13800138000',
        '139-0013-9000',
        '１３８　００１３　８０００',
        '+86',
        '0591-87654321',
        '6222 0212 3456 7894',
        '6222021234567891',
        '卡号',
        '账号：',
        '电话',
        '护照',
        'E12345678',
        '91230184MA1BUFLT44',
        '京A12345D',
        'a.b@example.com',
        '我叫王芳',
        '联系人：',
        '幸福路12号',
        '3栋2单元501室',
        '[电话]',
        '[',
        ']',
        '\u200b',
        ' ',
        '-',
        '，',
        '\n',
        'A',
        '😀',
      ),
      fc.stringMatching(/^\d{1,20}$/),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('redacting', () => {
  it('puts typed tokens where the data stood, and records kinds and offsets of the original only', () => {
    const text = '我叫王芳，电话１３８-００１３-８０００，车牌京A12345D。';
    expect(redact(text, findPersonalData(text))).toEqual({
      text: '我叫[姓名]，电话[电话]，车牌[车牌]。',
      spans: [
        { kind: 'name', start: 2, end: 4 },
        { kind: 'mobile', start: 7, end: 20 },
        { kind: 'plate', start: 23, end: 31 },
      ],
    });
  });

  it('keeps what the reviewer did not choose, such as the public telephone of the office', () => {
    const text = '本局电话0591-87654321，来信人13800138000';
    const chosen = findPersonalData(text).filter(({ kind }) => kind !== 'landline');
    expect(redact(text, chosen).text).toBe('本局电话0591-87654321，来信人[电话]');
  });

  it('replaces overlapping choices as one, under the kind of the longest', () => {
    expect(
      redact('0123456789', [
        { kind: 'mobile', start: 2, end: 5 },
        { kind: 'card', start: 4, end: 9 },
      ]),
    ).toEqual({
      text: '01[银行卡]9',
      spans: [{ kind: 'card', start: 2, end: 9 }],
    });
  });

  it.each([
    [-1, 2],
    [2, 2],
    [0, 5],
    [0.5, 2],
  ])('refuses a finding from %s to %s in a text of four characters', (start, end) => {
    expect(() => redact('abcd', [{ kind: 'name', start, end }])).toThrow(RangeError);
  });

  it('leaves nothing certain behind, and changes nothing the second time', () => {
    fc.assert(
      fc.property(troublesomeText, (text) => {
        const once = redactCertain(text);
        expect(certainOnly(findPersonalData(once))).toEqual([]);
        expect(redactCertain(once)).toBe(once);
      }),
      { numRuns: 4_000 },
    );
  });

  it('leaves a text without findings untouched', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'请问图书馆何时开放，谢谢。\n abc12'), maxLength: 60 }),
        (text) => {
          fc.pre(findPersonalData(text).length === 0);
          expect(redactAll(text)).toBe(text);
        },
      ),
    );
  });

  it('finds without overlaps, in order, and never half a character', () => {
    fc.assert(
      fc.property(troublesomeText, (text) => {
        let last = 0;
        for (const { start, end } of findPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('reads eight thousand digits or letters in well under a second', () => {
    for (const text of [
      '1'.repeat(8000),
      '1 '.repeat(4000),
      'a'.repeat(8000),
      'a.'.repeat(4000),
      '12号'.repeat(2600),
      '卡号'.repeat(4000),
      '0-'.repeat(4000),
    ]) {
      const began = performance.now();
      findPersonalData(text);
      expect(performance.now() - began).toBeLessThan(1000);
    }
  });
});
