import { describe, expect, it } from '@jest/globals';
import type { Overview } from '@huiyin/contract';
import fc from 'fast-check';
import { fixtures } from '../../fixtures/pages.ts';
import { plain } from '../../wording/phrases.ts';
import { voiceOf } from '../../wording/voice.ts';
import { outOf, statementOf } from './statement.ts';

const overview = (() => {
  const page = fixtures.find(({ name }) => name === 'overview')?.page;
  if (page?.page !== 'overview') throw new Error('The fixture of the overview is gone.');
  return page.data;
})();
const said = (change: Partial<Overview>) => plain(statementOf({ ...overview, ...change }, voiceOf('zh')));

describe('the statement of the front page', () => {
  it('tells replies on time and what writers say, as so many of a hundred', () => {
    expect(said({})).toBe('每百封到期来信，有93封按期答复；回答了回访的每百人里，有22人说没有解决');
  });

  it('leaves out what rests on fewer than 11 people, and says so when there is nothing yet', () => {
    expect(said({ closed: { closed: 50, resolved: 4, unresolved: 6 } })).toBe(
      '每百封到期来信，有93封按期答复',
    );
    expect(said({ closed: { closed: 50, resolved: 5, unresolved: 6 } })).toMatch(/每百人里，有55人/);
    expect(said({ keys: [] })).toBe('第一个完整的季度过完，这里就有数字');
  });

  it.each([
    [0.931, 93, 100],
    [0.9962, 996, 1000],
    [0.99999, 999, 1000],
    [0.0002, 1, 1000],
    [0.003, 3, 1000],
    [1, 100, 100],
    [0, 0, 100],
  ])('tells %p as %p of %p', (share, hit, of) => {
    expect(outOf(share)).toEqual({ hit, of });
  });

  it('never rounds to all or nothing what is neither', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
        (share) => {
          const { hit, of } = outOf(share);
          expect(hit).toBeGreaterThan(0);
          expect(hit).toBeLessThan(of);
        },
      ),
    );
  });
});
