import { describe, expect, it } from '@jest/globals';
import { redactedLetter, redactedToTheLast } from './automatic-redaction.ts';

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

  it('hides what its writer goes by, wherever it stands', () => {
    const letter = {
      subject: 'Pension of lin xiaoman',
      body: 'I am Lin Xiaoman. Lin is my surname.',
      writer: { name: 'Lin Xiaoman' },
      replies: [{ body: 'Dear LIN XIAOMAN, it is paid.' }],
    };
    expect(redactedLetter(letter)).toEqual({
      subject: 'Pension of [name]',
      body: 'I am [name]. Lin is my surname.',
      replies: ['Dear [name], it is paid.'],
      redactions: 3,
    });
  });
});

describe('a text that comes into a published letter by itself', () => {
  it('loses also what is only proposed, and the name of the writer', () => {
    expect(redactedToTheLast('木子先生：您住幸福路12号，电话13800138000。', '木子先生')).toEqual({
      text: '[姓名]：您住幸福路[住址]，电话[电话]。',
      redactions: 3,
    });
  });
});
