import { describe, expect, it } from '@jest/globals';
import { redactedLetter } from './automatic-redaction.ts';

describe('a letter that is published without a review', () => {
  it('counts what was replaced now and what came replaced already', () => {
    const letter = {
      subject: '退休金',
      body: '我叫[姓名]，电话19900001234。',
      replies: [{ body: '已联系您。' }],
    };
    expect(redactedLetter(letter)).toEqual({
      subject: '退休金',
      body: '我叫[姓名]，电话[电话]。',
      replies: ['已联系您。'],
      redactions: 2,
    });
  });
});
