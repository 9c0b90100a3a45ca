import { describe, expect, it } from '@jest/globals';
import { periodOf } from '@huiyin/domain';
import { dueDayOf, periodsToRelease, releasesDue } from './release-plan.ts';
import type { SpokenPeriod } from './releases.repository.ts';

const quarter = (day: string) => periodOf('quarter', day);
const texts = (periods: readonly SpokenPeriod[]) => periods.map(({ kind, start }) => `${kind} ${start}`);

describe('the periods of a first release', () => {
  it('are its months and itself; a year whose other months may still change waits', () => {
    expect(texts(periodsToRelease(quarter('2026-08-01'), []))).toEqual([
      'month 2026-07-01',
      'month 2026-08-01',
      'month 2026-09-01',
      'quarter 2026-07-01',
    ]);
  });

  it('are also the years that it completes, the calendar’s and the rolling ones, and nothing twice', () => {
    let spoken: SpokenPeriod[] = [];
    for (const day of ['2025-10-01', '2026-01-01', '2026-04-01'])
      spoken = [...spoken, ...periodsToRelease(quarter(day), spoken)];
    expect(texts(spoken)).not.toContain('rolling 2025-10-01');
    const fourth = periodsToRelease(quarter('2026-07-01'), spoken);
    expect(texts(fourth)).toContain('rolling 2025-10-01');
    expect(texts(fourth)).not.toContain('year 2026-01-01');
    spoken = [...spoken, ...fourth];
    const fifth = periodsToRelease(quarter('2026-10-01'), spoken);
    expect(texts(fifth)).toContain('year 2026-01-01');
    expect(texts(fifth)).toContain('rolling 2026-01-01');
    expect(periodsToRelease(quarter('2026-10-01'), [...spoken, ...fifth])).toEqual([]);
  });

  it('of a year are every quarter in it that nobody has spoken of', () => {
    const spoken = periodsToRelease(quarter('2025-07-01'), []);
    const released = texts(periodsToRelease(periodOf('year', '2025-01-01'), spoken));
    expect(released).toContain('quarter 2025-01-01');
    expect(released).toContain('quarter 2025-10-01');
    expect(released).toContain('year 2025-01-01');
    expect(released).not.toContain('quarter 2025-07-01');
    expect(released).not.toContain('month 2025-08-01');
  });
});

describe('what is due', () => {
  const known = ['2025-10-01', '2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'].map((start) => ({
    kind: 'quarter',
    start,
  }));

  it('is due fifteen days after its end, not before', () => {
    expect(dueDayOf(quarter('2026-07-01'))).toBe('2026-10-15');
    const spoken = known.slice(0, 3).map(({ start }) => ({ kind: 'quarter' as const, start }));
    expect(releasesDue(known, spoken, '2026-10-14')).toEqual([]);
    expect(releasesDue(known, spoken, '2026-10-15').map(({ key }) => key)).toEqual(['2026-Q3']);
  });

  it('comes oldest first, a quarter before the year that it ends, and not for years long gone', () => {
    const all = [
      { kind: 'year', start: '2025-01-01' },
      { kind: 'quarter', start: '2020-01-01' },
      { kind: 'month', start: '2026-01-01' },
      ...known,
    ];
    expect(releasesDue(all, [], '2026-11-01').map(({ key }) => key)).toEqual([
      '2025-Q4',
      '2025',
      '2026-Q1',
      '2026-Q2',
      '2026-Q3',
    ]);
  });
});
