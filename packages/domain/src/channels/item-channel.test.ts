import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween } from '../calendar/index.ts';
import type { LocalDate } from '../calendar/index.ts';
import { sumOf } from '../tallies/index.ts';
import type { ItemChannelFact, Span } from './item-channel.ts';
import { contributionsOfItemChannel, spansFrom } from './item-channel.ts';

const pair = (required: readonly Span[], live: readonly Span[]): ItemChannelFact => ({
  departmentId: 2,
  itemId: 7,
  channel: 'sms',
  required,
  live,
});
const from = (day: LocalDate, until: LocalDate | null = null): Span => ({ from: day, until });

/** How many pairs the changes up to a day come to. */
const stock = (
  fact: ItemChannelFact,
  measure: 'channels_required' | 'channels_live',
  day: LocalDate,
): number =>
  contributionsOfItemChannel(fact)
    .days.filter(({ key }) => key.day <= day)
    .reduce((sum, { sums }) => sum + sumOf(sums, measure), 0);

/** Spans one after another: some days of being so, some of not, the last one open or not. */
const someSpans: fc.Arbitrary<Span[]> = fc
  .record({ lengths: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }), open: fc.boolean() })
  .map(({ lengths, open }) => {
    const spans: Span[] = [];
    let day = '2024-02-20';
    lengths.forEach((length, index) => {
      const end = addDays(day, length);
      if (index % 2 === 0) spans.push({ from: day, until: open && index >= lengths.length - 2 ? null : end });
      day = end;
    });
    return spans;
  });

describe('a pair of item and channel', () => {
  it('that nobody requires adds nothing, live or not', () => {
    expect(contributionsOfItemChannel(pair([], [from('2024-02-09')])).days).toEqual([]);
  });

  it('is one more from the day it is required and one less from the day it is not', () => {
    const fact = pair([from('2024-01-01')], [from('2024-02-29', '2024-03-01')]);
    expect(contributionsOfItemChannel(fact).days.map(({ key, sums }) => [key.day, sums])).toEqual([
      ['2024-01-01', { channels_required: 1 }],
      ['2024-02-29', { channels_live: 1 }],
      ['2024-03-01', { channels_live: -1 }],
    ]);
  });

  it('counts at the end of every day as what it is then: required, and live while it is required', () => {
    fc.assert(
      fc.property(someSpans, someSpans, fc.integer({ min: -1, max: 40 }), (required, live, days) => {
        const on = addDays('2024-02-20', days);
        const isIn = (spans: readonly Span[]) =>
          spans.some(
            (span) =>
              daysBetween(span.from, on) >= 0 && (span.until === null || daysBetween(on, span.until) > 0),
          );
        const fact = pair(required, live);
        expect(stock(fact, 'channels_required', on)).toBe(isIn(required) ? 1 : 0);
        expect(stock(fact, 'channels_live', on)).toBe(isIn(required) && isIn(live) ? 1 : 0);
      }),
    );
  });
});

describe('what is so from a day on', () => {
  it('begins, ends, begins again, and is the same when it is said twice', () => {
    const begun = spansFrom([], true, '2024-02-09');
    expect(begun).toEqual([from('2024-02-09')]);
    expect(spansFrom(begun, true, '2024-03-01')).toEqual(begun);
    const ended = spansFrom(begun, false, '2024-03-01');
    expect(ended).toEqual([from('2024-02-09', '2024-03-01')]);
    expect(spansFrom(ended, false, '2024-04-01')).toEqual(ended);
    expect(spansFrom(ended, true, '2024-05-01')).toEqual([
      from('2024-02-09', '2024-03-01'),
      from('2024-05-01'),
    ]);
  });

  it('has never been when it ends on the day it began', () => {
    expect(spansFrom([from('2024-02-09')], false, '2024-02-09')).toEqual([]);
  });
});
