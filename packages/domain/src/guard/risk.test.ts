import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SendingSigns } from './risk.ts';
import { riskOf } from './risk.ts';

const limits = { byNetwork: 20, byDevice: 5, fastestMs: 3_000 };
const calm: SendingSigns = {
  trap: false,
  filledInMs: 60_000,
  byNetwork: 0,
  byDevice: 0,
  nearlySame: false,
  text: '路灯坏了三天，请修一修。',
  proven: false,
};

describe('the risk of what is sent', () => {
  it.each<[string, Partial<SendingSigns>, string, number, string[]]>([
    ['a letter like any other', {}, 'pass', 0, []],
    ['a rating without words', { text: '' }, 'pass', 0, []],
    ['the 20th of one network', { byNetwork: 19 }, 'pass', 0, []],
    ['the 21st of one network', { byNetwork: 20 }, 'ask', 30, ['busy_network']],
    ['the 6th of one device', { byDevice: 5 }, 'ask', 40, ['busy_device']],
    ['both', { byNetwork: 20, byDevice: 5 }, 'hold', 70, ['busy_network', 'busy_device']],
    [
      'both, with a proof',
      { byNetwork: 20, byDevice: 5, proven: true },
      'ask',
      30,
      ['busy_network', 'busy_device'],
    ],
    ['a copied text', { nearlySame: true }, 'ask', 40, ['nearly_same']],
    ['a copied text, with a proof', { nearlySame: true, proven: true }, 'pass', 0, ['nearly_same']],
    ['the trap', { trap: true }, 'hold', 60, ['trap']],
    ['the trap, with a proof', { trap: true, proven: true }, 'hold', 60, ['trap']],
    ['faster than anybody types', { filledInMs: 900 }, 'ask', 30, ['too_fast']],
    ['a clock that goes back', { filledInMs: -900 }, 'pass', 0, []],
    ['when it was shown is not known', { filledInMs: null }, 'pass', 0, []],
    ['two links', { text: '见 https://a.example 和 www.b.example' }, 'pass', 0, []],
    ['three links', { text: 'https://a.example http://b.example www.c.example' }, 'ask', 30, ['many_links']],
    ['one letter for ever', { text: '啊'.repeat(40) }, 'ask', 30, ['no_words']],
    ['only signs', { text: '?????' }, 'ask', 30, ['no_words']],
  ])('%s', (_, signs, verdict, score, reasons) => {
    expect(riskOf({ ...calm, ...signs }, limits)).toEqual({ verdict, score, reasons });
  });

  it('never holds on one reason but the trap, and never grows with a proof', () => {
    fc.assert(
      fc.property(
        fc.record({
          trap: fc.boolean(),
          filledInMs: fc.option(fc.integer({ min: -1000, max: 10_000 })),
          byNetwork: fc.nat(40),
          byDevice: fc.nat(10),
          nearlySame: fc.boolean(),
          text: fc.string(),
        }),
        (signs) => {
          const without = riskOf({ ...signs, proven: false }, limits);
          const with_ = riskOf({ ...signs, proven: true }, limits);
          expect(with_.score).toBeLessThanOrEqual(without.score);
          if (without.reasons.length === 1 && !signs.trap) {
            expect(without.verdict).toBe('ask');
            expect(with_.verdict).toBe('pass');
          }
        },
      ),
    );
  });
});
