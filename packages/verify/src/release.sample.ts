import type { ReleaseContent, ReleasedCell, Sums } from '@huiyin/domain';
import {
  FIRST_SYSTEM,
  INDICATORS,
  RELEASE_FORMAT,
  bandsOf,
  compositeIndicator,
  indicatorOf,
  releasedFigures,
  releasedTimes,
} from '@huiyin/domain';

/** A small release for tests: one quarter of three invented offices, each with something to say. */
export function aRelease(more: Partial<ReleaseContent> = {}): ReleaseContent {
  const settings = FIRST_SYSTEM;
  const indicators = [...INDICATORS, compositeIndicator(settings)];
  const cell = (code: string, tallies: Sums, withheld: readonly string[] = []): ReleasedCell => {
    const waits = { full: [[0, 20, 0, 0] as const, [3, 70, 1, 0] as const, [9, 5, 0, 4] as const] };
    return {
      scope: 'department',
      code,
      period: '2026-Q3',
      tallies,
      withheld,
      waits,
      figures: releasedFigures(tallies, withheld, indicators),
      times: releasedTimes(waits),
    };
  };
  const cells = [
    cell('a1', { reply_due: 1046, reply_on_time: 985, level_1: 12, level_2: 30, level_4: 200, level_5: 700 }),
    cell('b1', { reply_due: 320, reply_on_time: 240, level_1: 40, level_3: 100, level_5: 90 }, ['invited']),
    cell('c1', { reply_due: 150, reply_on_time: 149, channels_required: 8, channels_live: 6 }),
  ];
  const onTime = indicatorOf('R2')!;
  const units = cells.map(({ code, tallies }) => ({ code, sums: tallies }));
  return {
    format: RELEASE_FORMAT,
    id: '2026-Q3',
    number: 7,
    edition: 1,
    supersedes: null,
    period: { key: '2026-Q3', first: '2026-07-01', last: '2026-09-30' },
    madeAt: '2026-10-15T01:00:00.000Z',
    through: '2026-10-14',
    figureVersion: 41,
    author: 'schedule',
    reason: { zh: '按期发布', en: 'Released as scheduled' },
    system: { version: 1, settings },
    code: '0.1.0',
    names: cells.map(({ scope, code }) => ({ scope, code, name: { zh: `${code}局`, en: `Office ${code}` } })),
    cells,
    rankings: [
      {
        indicator: 'R2',
        period: '2026-Q3',
        group: '3/health/*',
        bands: bandsOf(onTime, units, '2026-Q3', '3/health/*'),
      },
    ],
    ...more,
  };
}
