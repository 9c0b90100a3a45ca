import { describe, expect, it } from '@jest/globals';
import type { Sums } from '../tallies/index.ts';
import type { ImpactUnit } from './impact.ts';
import { impactOf } from './impact.ts';
import { FIRST_SYSTEM } from './system.ts';
import type { SystemSettings } from './system.ts';

/** One dimension of two indicators, to keep the arithmetic easy. */
const small: SystemSettings = {
  ...FIRST_SYSTEM,
  dimensions: [{ code: 'R', weight: 1 }],
  indicators: [
    { code: 'R1', weight: 1, worst: 0, best: 1 },
    { code: 'R2', weight: 1, worst: 0.5, best: 1 },
  ],
};
const changed = (code: string, best: number): SystemSettings => ({
  ...small,
  indicators: small.indicators.map((one) => (one.code === code ? { ...one, best } : one)),
});
const unit = (
  code: string,
  replied: number,
  noticed: number,
  changes: Partial<ImpactUnit> = {},
): ImpactUnit => ({
  code,
  sums: { reply_due: 1000, reply_on_time: replied, notice_due: 1000, notice_on_time: noticed } satisfies Sums,
  peersBefore: 'g',
  peersAfter: 'g',
  ...changes,
});

describe('what another system would do', () => {
  it('to the score, part by part: 90 % between 50 and 90 instead of 100 are 100 points instead of 80', () => {
    const [only] = impactOf(
      { ...small, indicators: [small.indicators[1]!] },
      { ...small, indicators: [changed('R2', 0.9).indicators[1]!] },
      '2026-Q3',
      [unit('a', 900, 500)],
    );
    expect(only!.before!.score).toBeCloseTo(80, 9);
    expect(only!.after!.score).toBeCloseTo(100, 9);
    expect(only!.reasons).toEqual([{ what: 'R2', points: expect.closeTo(20, 9) }]);
  });

  it('is nothing when nothing changes', () => {
    const units = [unit('a', 900, 900), unit('b', 800, 900)];
    for (const { move, reasons, before, after } of impactOf(small, small, '2026-Q3', units)) {
      expect([move, reasons]).toEqual(['within', []]);
      expect(before).toEqual(after);
    }
  });

  it('is a move only where the old and the new band of ranks do not touch', () => {
    // The offices that reply are not those that give notice: weighing only one of both turns the order round.
    const units = [unit('replies', 990, 500), unit('middling', 800, 750), unit('notices', 600, 990)];
    const replies: SystemSettings = { ...small, indicators: [small.indicators[1]!] };
    const notices: SystemSettings = { ...small, indicators: [small.indicators[0]!] };
    const moves = Object.fromEntries(
      impactOf(replies, notices, '2026-Q3', units).map(({ code, move }) => [code, move]),
    );
    expect(moves).toEqual({ replies: 'down', middling: 'within', notices: 'up' });
  });

  it('tells who is ranked only before or only after, and who is compared with others', () => {
    const few: ImpactUnit = {
      ...unit('few', 0, 0),
      sums: { reply_due: 60, reply_on_time: 50, notice_due: 60, notice_on_time: 50 },
    };
    const wider: SystemSettings = { ...small, minimum: { scored: 30, ranked: 50 } };
    const units = [few, unit('a', 900, 900, { peersAfter: 'other' }), { ...few, code: 'none', sums: {} }];
    const moves = (before: SystemSettings, after: SystemSettings) =>
      impactOf(before, after, '2026-Q3', units).map(({ move }) => move);
    // Two of both indicators together are 120 cases: enough for either.
    expect(moves({ ...small, minimum: { scored: 30, ranked: 130 } }, wider)).toEqual([
      'enters',
      'other_peers',
      'unranked',
    ]);
    expect(moves(wider, { ...small, minimum: { scored: 30, ranked: 130 } })[0]).toBe('leaves');
  });

  it('names weights, floor and minimum apart from indicators', () => {
    const after: SystemSettings = {
      ...FIRST_SYSTEM,
      dimensions: FIRST_SYSTEM.dimensions.map((one) => (one.code === 'P' ? { ...one, weight: 0.5 } : one)),
    };
    const sums: Sums = Object.fromEntries([
      ...[
        'notice_due',
        'reply_due',
        'first_dispatched',
        'open_letters',
        'callback_answered',
        'repeat_due',
      ].map((name) => [name, 200]),
      ...[
        'reply_judged',
        'rectify_due',
        'contact_due',
        'rectified_answered',
        'disclosure_due',
        'published',
      ].map((name) => [name, 200]),
      ...[
        'notice_on_time',
        'reply_on_time',
        'first_dispatch_kept',
        'callback_resolved',
        'reply_substantive',
      ].map((name) => [name, 160]),
      ...[
        'rectify_on_time',
        'contact_on_time',
        'rectified_satisfied',
        'disclosed_on_time',
        'published_complete',
      ].map((name) => [name, 150]),
      ...[
        ['level_5', 300],
        ['callback_level_4', 150],
        ['invited', 1000],
        ['invited_rated', 300],
        ['channels_required', 40],
        ['channels_live', 20],
      ],
    ]) as Sums;
    const [row] = impactOf(FIRST_SYSTEM, after, '2026-Q3', [
      { code: 'a', sums, peersBefore: 'g', peersAfter: 'g' },
    ]);
    expect(row!.reasons.map(({ what }) => what)).toEqual(['weights']);
    expect(row!.after!.score - row!.before!.score).toBeCloseTo(row!.reasons[0]!.points, 9);
  });
});
