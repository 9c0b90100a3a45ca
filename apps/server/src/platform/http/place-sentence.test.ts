import { describe, expect, it } from '@jest/globals';
import { LetterSearchQuerySchema, SubmitLetterSchema, SubmitRatingSchema } from '@huiyin/contract';
import { z } from 'zod';
import { wrongPlaces } from './wrong-places.ts';

const letter = {
  id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  department: 'D1',
  type: 'help',
  subject: '路灯不亮',
  body: '路灯坏了三天。',
  writer: { name: '某某' },
};
const rating = { id: letter.id, level: 5, department: 'D1', channel: 'web' };

/** The one place that is wrong. */
function placeOf(schema: z.ZodType, message: unknown) {
  const parsed = schema.safeParse(message, { reportInput: true });
  const places = parsed.success ? [] : wrongPlaces(parsed.error.issues);
  expect(places).toHaveLength(1);
  return places[0]!;
}

describe('the sentence about a wrong place', () => {
  it.each([
    [
      'a field that is missing',
      { subject: undefined },
      '/subject',
      '缺少这一项，请补上',
      'This is missing; add it',
    ],
    ['an empty text', { subject: ' ' }, '/subject', '不能为空，请填写', 'This must not be empty; fill it in'],
    [
      'a text that is too long',
      { subject: '长'.repeat(121) },
      '/subject',
      '最多120个字，这里有121个',
      '120 characters at most; it has 121',
    ],
    [
      'another kind of thing',
      { consent: 'yes' },
      '/consent',
      '应是true 或 false',
      'This must be true or false',
    ],
    ['nothing where a text must be', { body: null }, '/body', '应是文字', 'This must be a text'],
    [
      'a value that is none of those allowed',
      { type: 'gossip' },
      '/type',
      '只能是其中之一：enquiry、help、complaint、report、suggestion、praise',
      'This must be one of enquiry, help, complaint, report, suggestion, praise',
    ],
    [
      'an address of mail that is none',
      { writer: { name: '某某', email: 'nobody' } },
      '/writer/email',
      '应是电子邮箱地址，如 name@example.org',
      'This must be an e-mail address, such as name@example.org',
    ],
    [
      'an id of another version',
      { id: 'b7e23ec2-9af7-4f8b-8a8d-6bb0a1f1c0a1' },
      '/id',
      '应是第7版 UUID，每次提交新生成一个',
      'This must be a UUID of version 7, made anew for each submission',
    ],
    [
      'a code of strange characters',
      { department: 'D 1' },
      '/department',
      '写法不对，请改正',
      'This is not in the right form; correct it',
    ],
    [
      'characters that cannot be shown',
      { body: 'a\u0000b' },
      '/body',
      '含有无法显示的字符，请删去后再提交',
      'It holds characters that cannot be shown; remove them',
    ],
    [
      'a field that nobody knows',
      { stars: 5 },
      '',
      '没有叫“stars”的项，请去掉',
      'There is no field named “stars”; remove it',
    ],
  ])('%s', (_what, changes, pointer, zh, en) => {
    expect(placeOf(SubmitLetterSchema, { ...letter, ...changes })).toEqual({ pointer, zh, en });
  });

  it('names every level that a rating may have', () => {
    expect(placeOf(SubmitRatingSchema, { ...rating, level: 6 })).toEqual({
      pointer: '/level',
      zh: '只能是其中之一：1、2、3、4、5',
      en: 'This must be one of 1, 2, 3, 4, 5',
    });
  });

  it('tells what is missing from what is of another kind, also inside a choice of shapes', () => {
    expect(placeOf(SubmitRatingSchema, { ...rating, comment: 5 }).zh).toBe('应是文字');
    expect(placeOf(SubmitRatingSchema, { ...rating, contact: { name: '某某' } })).toMatchObject({
      pointer: '/contact/phone',
      zh: '缺少这一项，请补上',
    });
  });

  it('names all values of a choice that is put together from two', () => {
    expect(placeOf(LetterSearchQuerySchema, { verdict: 'maybe' }).en).toBe(
      'This must be one of resolved, half_resolved, unresolved, silent',
    );
  });

  it.each([
    [z.object({ n: z.int().max(100) }), { n: 101 }, '不能大于100'],
    [z.object({ n: z.int().min(1) }), { n: 0 }, '不能小于1'],
    [z.object({ n: z.int() }), { n: 1.5 }, '应是整数'],
    [z.object({ n: z.array(z.string()).min(1) }), { n: [] }, '至少1项'],
    [z.object({ n: z.array(z.string()).max(2) }), { n: ['a', 'b', 'c'] }, '最多2项'],
    [z.object({ n: z.iso.date() }), { n: '2026-02-30' }, '应是日期，如 2026-03-05'],
    [z.object({ n: z.map(z.string(), z.string()) }), { n: 1 }, '写法不对，请改正'],
  ])('of numbers, lists and days, and of what no message holds yet', (schema, message, zh) => {
    expect(placeOf(schema, message).zh).toBe(zh);
  });

  it('quotes little of what a visitor made up', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`${'x'.repeat(300)}${n}`, 1]));
    expect(placeOf(SubmitLetterSchema, { ...letter, ...many }).en.length).toBeLessThan(250);
  });
});
