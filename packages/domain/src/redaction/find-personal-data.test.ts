import { describe, expect, it } from '@jest/globals';
import { findCertainPersonalData, findPersonalData } from './find-personal-data.ts';

const foundIn = (text: string): [string, string, string][] =>
  findPersonalData(text).map(({ kind, start, end, confidence }) => [
    kind,
    text.slice(start, end),
    confidence,
  ]);

describe('finding personal data', () => {
  it.each([
    ['identity', '身份证11010519491231002X。', '11010519491231002X'],
    ['identity', '身份证 110105 19491231 002x', '110105 19491231 002x'],
    ['identity', '１１０１０５１９４９１２３１００２Ｘ', '１１０１０５１９４９１２３１００２Ｘ'],
    ['mobile', '电话13800138000', '13800138000'],
    ['mobile', '电话138-0013-8000,谢谢', '138-0013-8000'],
    ['mobile', '电话1\u200b3800\u200d138\u2060000', '1\u200b3800\u200d138\u2060000'],
    ['mobile', '电话１３８　００１３　８０００。', '１３８　００１３　８０００'],
    ['mobile', '1 3 8 0 0 1 3 8 0 0 0', '1 3 8 0 0 1 3 8 0 0 0'],
    ['mobile', '打+86 138 0013 8000', '+86 138 0013 8000'],
    ['mobile', '打008613800138000', '008613800138000'],
    ['mobile', '2024 13800138000 12345', '13800138000'],
    ['mobile', '138.0013.8000', '138.0013.8000'],
    ['mobile', '①③⑧00138000', '①③⑧00138000'],
    ['landline', '电话0591-87654321转12', '0591-87654321转12'],
    ['landline', '电话（010）87654321', '（010）87654321'],
    ['landline', '电话0591—8765 4321', '0591—8765 4321'],
    ['card', '卡 6222 0212 3456 7894', '6222 0212 3456 7894'],
    ['card', '账号：6222021234567890123', '6222021234567890123'],
    ['plate', '车牌京A12345D，', '京A12345D'],
    ['plate', '闽a·8k6z9 违停', '闽a·8k6z9'],
    ['email', '邮箱zhang.san+1@mail.example.com。', 'zhang.san+1@mail.example.com'],
    ['email', '邮箱13800138000＠example.com', '13800138000＠example.com'],
    ['travel_document', '护照号E12345678', 'E12345678'],
    ['travel_document', '台胞证：12345678', '12345678'],
  ])('sees a certain %s in %s', (kind, text, match) => {
    expect(foundIn(text)).toEqual([[kind, match, 'certain']]);
  });

  it.each([
    ['name', '我叫王小芳，住城东', '王小芳'],
    ['name', '我叫李强住在城东', '李强'],
    ['name', '本人欧阳明，身份证', '欧阳明'],
    ['name', '联系人：陈静 ', '陈静'],
    ['address', '住在幸福路12号', '12号'],
    ['address', '住云汀小区3栋2单元501室。', '3栋2单元501室'],
    ['address', '住云汀小区十二栋301室。', '十二栋301室'],
    ['landline', '请致电87654321', '87654321'],
    ['landline', '打059187654321吧', '059187654321'],
    ['travel_document', '编号E12345678', 'E12345678'],
    ['identity', '老证号110105491231002', '110105491231002'],
  ])('proposes a %s in %s', (kind, text, match) => {
    expect(foundIn(text)).toEqual([[kind, match, 'proposed']]);
  });

  it.each([
    '110105194912310021',
    '91230184MA1BUFLT44',
    '单号12345678901234567',
    '今天7号，地铁3号线，2024年12月31日8:30',
    '2013-06-15 2014-07-18 9点',
    '12345热线，金额13800.00元，编号138001380001',
    '本人于去年搬来，本人居住在城东',
    '联系人：王先生',
    '新API接口，川A级景区',
    '192.168.10.101',
    '0000000000000000',
    ...Array.from({ length: 28 }, (_, day) => `2024-01-01 - 2024-02-${String(day + 1).padStart(2, '0')}`),
    '79927398713',
  ])('sees nobody in %s', (text) => {
    expect(foundIn(text)).toEqual([]);
  });

  it('gives the certain ones alone to whoever asks for no more', () => {
    const text = '我叫王小芳，电话13800138000，住幸福路12号';
    expect(findCertainPersonalData(text)).toEqual(
      findPersonalData(text).filter(({ confidence }) => confidence === 'certain'),
    );
  });

  it('tells two numbers side by side apart', () => {
    expect(foundIn('13800138000 13900139000')).toEqual([
      ['mobile', '13800138000', 'certain'],
      ['mobile', '13900139000', 'certain'],
    ]);
  });

  it('sees no card in a mobile number beside another number, whatever Luhn says', () => {
    for (let other = 10_000; other < 10_100; other += 1) {
      expect(foundIn(`13800138000 ${other}`)).toEqual([['mobile', '13800138000', 'certain']]);
    }
  });

  it('sees the telephone, and no card, in a telephone before a year', () => {
    for (let year = 2000; year < 2040; year += 1) {
      expect(foundIn(`电话：0591-87654321 ${year}年`)).toEqual([['landline', '0591-87654321', 'certain']]);
    }
  });

  it('prefers the e-mail to the telephone inside it and the identity number to the card', () => {
    expect(foundIn('13800138000@example.com').map(([kind]) => kind)).toEqual(['email']);
    expect(foundIn('账号11010519491231002X').map(([kind]) => kind)).toEqual(['identity']);
  });

  it('takes a long run near 卡号 for a card although Luhn fails, and only there', () => {
    expect(foundIn('卡号是6222021234567891')).toEqual([['card', '6222021234567891', 'certain']]);
    expect(foundIn('编号是6222021234567891')).toEqual([]);
  });
});
