import { describe, expect, it } from '@jest/globals';
import { redactedParts } from './redacted-parts.ts';

describe('the parts of a redacted text', () => {
  it('set typed tokens of redaction apart, and nothing else in brackets', () => {
    expect(redactedParts('我叫[姓名]，见[附件1]')).toEqual([
      { text: '我叫', token: false },
      { text: '[姓名]', token: true },
      { text: '，见[附件1]', token: false },
    ]);
  });

  it('set the tokens of English texts apart, which have blanks in them', () => {
    expect(redactedParts('Call [phone number] [Annex A]')).toEqual([
      { text: 'Call ', token: false },
      { text: '[phone number]', token: true },
      { text: ' [Annex A]', token: false },
    ]);
  });
});
