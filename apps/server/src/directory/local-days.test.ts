import { localDateOf } from '@huiyin/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDays } from './local-days.ts';

describe('the local days of a load', () => {
  it.each(['Asia/Shanghai', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'])(
    'are those of the zone, also at the edges: %s',
    (zone) => {
      const dayOf = localDays(() => zone);
      fc.assert(
        fc.property(
          fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2040-01-01') }),
          (instant) => {
            expect(dayOf(instant)).toBe(localDateOf(instant, zone));
            expect(dayOf(instant + 60_000)).toBe(localDateOf(instant + 60_000, zone));
          },
        ),
      );
    },
  );

  it('change at midnight and not a millisecond sooner', () => {
    const dayOf = localDays(() => 'Asia/Shanghai');
    expect(dayOf(Date.parse('2024-02-28T15:59:59.999Z'))).toBe('2024-02-28');
    expect(dayOf(Date.parse('2024-02-28T16:00:00Z'))).toBe('2024-02-29');
  });
});
