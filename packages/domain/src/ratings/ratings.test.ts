import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Sums } from '../tallies/index.ts';
import { deltaOf } from '../tallies/index.ts';
import type { OfferState } from './decide-rating.ts';
import { decideRating } from './decide-rating.ts';
import type { RatedCase, RatingFact } from './rating.ts';
import { LEVELS, contributionsOfCase, isBadLevel } from './rating.ts';
import { changeStanding } from './standing.ts';

const aRating = (changes: Partial<RatingFact> = {}): RatingFact => ({
  departmentId: 1,
  itemId: 7,
  channel: 'window',
  ratedOn: '2024-03-02',
  level: 5,
  origin: 'active',
  standing: 'effective',
  ...changes,
});
const anInvitation = { departmentId: 1, itemId: 7, channel: 'window', invitedOn: '2024-02-29' } as const;

/** Sums by day, whatever the other facets. */
const byDay = (rated: RatedCase): Record<string, Sums> =>
  Object.fromEntries(contributionsOfCase(rated).days.map(({ key, sums }) => [key.day, sums]));

describe('deciding a rating', () => {
  const attempt = { level: 5, tags: [], comment: null } as const;
  it.each<[OfferState['kind'], object]>([
    ['open', { kind: 'accepted' }],
    ['answered', { kind: 'repeated' }],
    ['expired', { kind: 'refused', reason: 'offer_expired' }],
    ['unknown', { kind: 'refused', reason: 'offer_unknown' }],
  ])('of an offer that is %s', (kind, decision) => {
    expect(decideRating({ kind }, attempt)).toEqual(decision);
  });

  it.each([1, 2] as const)('asks for a reason at level %i: a tag or words, not blanks', (level) => {
    const refused = { kind: 'refused', reason: 'reason_required' };
    expect(decideRating({ kind: 'open' }, { level, tags: [], comment: null })).toEqual(refused);
    expect(decideRating({ kind: 'open' }, { level, tags: [], comment: ' \n' })).toEqual(refused);
    expect(decideRating({ kind: 'open' }, { level, tags: ['attitude'], comment: null })).toEqual({
      kind: 'accepted',
    });
    expect(decideRating({ kind: 'open' }, { level, tags: [], comment: '等了两小时' })).toEqual({
      kind: 'accepted',
    });
  });

  it('gives the first receipt before it complains about the second attempt', () => {
    expect(decideRating({ kind: 'answered' }, { level: 1, tags: [], comment: null })).toEqual({
      kind: 'repeated',
    });
  });

  it('takes a good rating with one tap', () => {
    for (const level of LEVELS.filter((one) => !isBadLevel(one))) {
      expect(decideRating({ kind: 'open' }, { ...attempt, level })).toEqual({ kind: 'accepted' });
    }
  });
});

describe('what a case adds to the tallies', () => {
  it('the invitation on its day and the rating on its own', () => {
    expect(byDay({ invitation: anInvitation, rating: aRating({ level: 2 }) })).toEqual({
      '2024-02-29': { invited: 1, invited_rated: 1 },
      '2024-03-02': { level_2: 1 },
    });
  });

  it('an invitation that nobody answered stays in the denominator', () => {
    expect(byDay({ invitation: anInvitation, rating: null })).toEqual({
      '2024-02-29': { invited: 1, invited_rated: 0 },
    });
  });

  it.each<[string, Partial<RatingFact>, Sums]>([
    ['a default rating', { origin: 'default' }, { rating_default: 1 }],
    ['an excluded rating', { standing: 'excluded' }, { rating_excluded: 1 }],
    ['a withdrawn rating', { standing: 'withdrawn' }, { rating_withdrawn: 1 }],
    [
      'a default rating that was excluded',
      { origin: 'default', standing: 'excluded' },
      { rating_default: 1 },
    ],
  ])('%s counts as such, and never as an answer', (_, changes, sums) => {
    expect(byDay({ invitation: anInvitation, rating: aRating(changes) })).toEqual({
      '2024-02-29': { invited: 1, invited_rated: 0 },
      '2024-03-02': sums,
    });
  });

  it('stands in the cell of its item and channel; a rating of no item in item 0', () => {
    const [cell] = contributionsOfCase({ invitation: null, rating: aRating({ itemId: null }) }).days;
    expect(cell!.key).toEqual({
      departmentId: 1,
      day: '2024-03-02',
      itemId: 0,
      channel: 'window',
      letterType: '',
    });
  });

  it('moves with an exclusion from its level to the excluded, and out of the answered invitations', () => {
    const before = { invitation: anInvitation, rating: aRating() };
    const after = { invitation: anInvitation, rating: aRating({ standing: 'excluded' }) };
    const delta = deltaOf(contributionsOfCase(before), contributionsOfCase(after));
    expect(delta.days.map(({ key, sums }) => [key.day, sums])).toEqual([
      ['2024-02-29', { invited: 0, invited_rated: -1 }],
      ['2024-03-02', { rating_excluded: 1, level_5: -1 }],
    ]);
  });

  it('each rating counts exactly once, whatever became of it', () => {
    const rating = fc.record({
      departmentId: fc.constant(1),
      itemId: fc.constant(null),
      channel: fc.constant('web'),
      ratedOn: fc.constant('2024-03-02'),
      level: fc.constantFrom(...LEVELS),
      origin: fc.constantFrom('active' as const, 'default' as const),
      standing: fc.constantFrom('effective' as const, 'excluded' as const, 'withdrawn' as const),
    });
    fc.assert(
      fc.property(rating, (one) => {
        const [cell] = contributionsOfCase({ invitation: null, rating: one }).days;
        expect(Object.values(cell!.sums).reduce((sum, count) => sum + count, 0)).toBe(1);
      }),
    );
  });
});

describe('the standing of a rating', () => {
  it.each([
    ['effective', 'exclude', { kind: 'changed', standing: 'excluded' }],
    ['effective', 'restore', { kind: 'unchanged' }],
    ['effective', 'withdraw', { kind: 'changed', standing: 'withdrawn' }],
    ['excluded', 'exclude', { kind: 'unchanged' }],
    ['excluded', 'restore', { kind: 'changed', standing: 'effective' }],
    ['excluded', 'withdraw', { kind: 'changed', standing: 'withdrawn' }],
    ['withdrawn', 'exclude', { kind: 'refused', reason: 'rating_withdrawn' }],
    ['withdrawn', 'restore', { kind: 'refused', reason: 'rating_withdrawn' }],
    ['withdrawn', 'withdraw', { kind: 'unchanged' }],
  ] as const)('%s, on %s', (standing, deed, change) => {
    expect(changeStanding(standing, deed)).toEqual(change);
  });
});
