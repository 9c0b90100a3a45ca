import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween } from '../calendar/index.ts';
import type { LocalDate } from '../calendar/index.ts';
import { sumOf } from '../tallies/index.ts';
import type { ItemChannelFact } from './item-channel.ts';
import { contributionsOfItemChannel } from './item-channel.ts';

const pair = (dates: Partial<ItemChannelFact>): ItemChannelFact => ({
  departmentId: 2,
  itemId: 7,
  channel: 'sms',
  requiredFrom: null,
  requiredUntil: null,
  liveFrom: null,
  liveUntil: null,
  ...dates,
});

/** How many pairs the changes up to a day come to. */
const stock = (
  fact: ItemChannelFact,
  measure: 'channels_required' | 'channels_live',
  day: LocalDate,
): number =>
  contributionsOfItemChannel(fact)
    .days.filter(({ key }) => key.day <= day)
    .reduce((sum, { sums }) => sum + sumOf(sums, measure), 0);

describe('a pair of item and channel', () => {
  it('that nobody requires adds nothing, live or not', () => {
    expect(contributionsOfItemChannel(pair({ liveFrom: '2024-02-09' })).days).toEqual([]);
  });

  it('is one more from the day it is required and one less from the day it is not', () => {
    expect(
      contributionsOfItemChannel(
        pair({ requiredFrom: '2024-01-01', liveFrom: '2024-02-29', liveUntil: '2024-03-01' }),
      ).days.map(({ key, sums }) => [key.day, sums]),
    ).toEqual([
      ['2024-01-01', { channels_required: 1 }],
      ['2024-02-29', { channels_live: 1 }],
      ['2024-03-01', { channels_live: -1 }],
    ]);
  });

  it('counts at the end of every day as what it is then: required, and live while it is required', () => {
    const day = fc.integer({ min: 0, max: 20 }).map((days) => addDays('2024-02-20', days));
    const maybe = fc.option(day, { nil: null });
    fc.assert(
      fc.property(
        fc.record({ requiredFrom: maybe, requiredUntil: maybe, liveFrom: maybe, liveUntil: maybe }),
        fc.integer({ min: -1, max: 22 }),
        (dates, days) => {
          const on = addDays('2024-02-20', days);
          const fact = pair(dates);
          const within = (from: LocalDate | null, until: LocalDate | null) =>
            from !== null && daysBetween(from, on) >= 0 && (until === null || daysBetween(on, until) > 0);
          const required = within(fact.requiredFrom, fact.requiredUntil);
          const live = required && within(fact.liveFrom, fact.liveUntil);
          expect(stock(fact, 'channels_required', on)).toBe(required ? 1 : 0);
          expect(stock(fact, 'channels_live', on)).toBe(live ? 1 : 0);
        },
      ),
    );
  });
});
