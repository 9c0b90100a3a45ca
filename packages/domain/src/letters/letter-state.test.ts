import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LetterDeed } from './letter-event.ts';
import type { LetterState } from './letter-state.ts';
import { letterState, openLetter, stepLetter } from './letter-state.ts';
import { history, shanghai, submission } from './letter.sample.ts';

const day = '2024-03-04 10:00';
const accepted: [string, LetterDeed] = [day, { kind: 'accepted' }];
const dispatched: [string, LetterDeed] = [day, { kind: 'dispatched', departmentId: 2 }];
const replied: [string, LetterDeed] = [day, { kind: 'replied' }];
const closed: [string, LetterDeed] = [day, { kind: 'closed' }];
const reopened: [string, LetterDeed] = [day, { kind: 'reopened', reason: '没有修好' }];
const published: [string, LetterDeed] = [day, { kind: 'published' }];

const after = (...rest: readonly [string, LetterDeed][]): LetterState =>
  letterState(history(submission(day), ...rest))!;
const step = (state: LetterState, deed: LetterDeed) => stepLetter(state, deed, shanghai('2024-03-05 09:00'));

const anyDeed: fc.Arbitrary<LetterDeed> = fc.constantFrom<LetterDeed>(
  { kind: 'accepted' },
  { kind: 'rejected', reason: 'in_court' },
  { kind: 'merged', intoNumber: 'X' },
  { kind: 'dispatched', departmentId: 2 },
  { kind: 'objected', reason: '不归我们管' },
  { kind: 'acknowledged' },
  { kind: 'paused', reason: '请补充地址' },
  { kind: 'resumed' },
  { kind: 'extended', amount: 5, reason: '要到现场' },
  { kind: 'replied' },
  { kind: 'called_back', verdict: 'resolved', satisfaction: 5 },
  { kind: 'reopened', reason: '没有修好' },
  { kind: 'supplemented' },
  { kind: 'consent_changed', consent: false },
  { kind: 'consent_changed', consent: true },
  { kind: 'closed' },
  { kind: 'published' },
  { kind: 'withheld', reason: 'privacy' },
  { kind: 'unpublished', reason: 'minor' },
);

describe('a letter', () => {
  it('begins with its submission and with nothing else', () => {
    expect(openLetter(submission(day))).toMatchObject({
      stage: 'submitted',
      departmentId: 1,
      consent: true,
      repliedAt: null,
    });
    expect(openLetter({ seq: 1, at: 0, deed: { kind: 'accepted' } })).toBeNull();
    expect(letterState([])).toBeNull();
    expect(letterState([...history(submission(day)), submission(day)])).toBeNull();
  });

  it('goes the whole way: accepted, passed on, answered, asked back, closed, published', () => {
    const state = after(
      accepted,
      dispatched,
      replied,
      [day, { kind: 'called_back', verdict: 'half_resolved', satisfaction: 3 }],
      closed,
      published,
    );
    expect(state).toMatchObject({
      stage: 'closed',
      departmentId: 2,
      verdict: 'half_resolved',
      satisfaction: 3,
      closedAt: shanghai(day),
      disclosure: { kind: 'published', at: shanghai(day) },
    });
  });

  it('keeps the first full reply, whatever replies follow', () => {
    const state = after(accepted, dispatched, replied, ['2024-03-08 10:00', { kind: 'replied' }]);
    expect([state.repliedAt, state.lastRepliedAt]).toEqual([shanghai(day), shanghai('2024-03-08 10:00')]);
  });

  it('is not answered by an acknowledgement', () => {
    expect(after(accepted, [day, { kind: 'acknowledged' }])).toMatchObject({
      stage: 'accepted',
      acknowledgedAt: shanghai(day),
      repliedAt: null,
    });
  });

  it('may be sent back and passed on again', () => {
    const state = after(
      accepted,
      dispatched,
      [day, { kind: 'objected', reason: '不归我们管' }],
      [day, { kind: 'dispatched', departmentId: 3 }],
    );
    expect(state).toMatchObject({ stage: 'dispatched', departmentId: 3 });
  });

  it('may be reopened once, and its closing and its verdict with it', () => {
    const state = after(
      accepted,
      dispatched,
      replied,
      [day, { kind: 'called_back', verdict: 'resolved', satisfaction: 5 }],
      closed,
      reopened,
    );
    expect(state).toMatchObject({
      stage: 'reopened',
      closedAt: null,
      verdict: null,
      satisfaction: null,
      reopenedTimes: 1,
    });
    const again = after(accepted, dispatched, replied, closed, reopened, replied);
    expect(step(again, { kind: 'reopened', reason: '还是没有' })).toEqual({
      kind: 'refused',
      reason: 'reopened_before',
    });
  });

  it('ends its pause with the writer’s answer, and with a reply as surely', () => {
    const paused: [string, LetterDeed] = [day, { kind: 'paused', reason: '请补充地址' }];
    const later = '2024-03-06 10:00';
    expect(after(accepted, dispatched, paused, [later, { kind: 'resumed' }])).toMatchObject({
      stage: 'dispatched',
      pauses: [{ from: shanghai(day), to: shanghai(later) }],
    });
    expect(after(accepted, dispatched, paused, [later, { kind: 'replied' }])).toMatchObject({
      stage: 'replied',
      pauses: [{ from: shanghai(day), to: shanghai(later) }],
    });
    expect(after(accepted, dispatched, replied, reopened, paused, [later, { kind: 'resumed' }]).stage).toBe(
      'reopened',
    );
  });

  it.each<[string, readonly [string, LetterDeed][], LetterDeed, string]>([
    ['is not answered before it is passed on', [accepted], { kind: 'replied' }, 'not_from_here'],
    ['is not closed before it is answered', [accepted, dispatched], { kind: 'closed' }, 'not_from_here'],
    [
      'is not published twice',
      [accepted, dispatched, replied, published],
      { kind: 'published' },
      'not_from_here',
    ],
    [
      'is not withdrawn when it was never published',
      [accepted, dispatched, replied],
      { kind: 'unpublished', reason: 'privacy' },
      'not_from_here',
    ],
    [
      'is not withheld after it was published',
      [accepted, dispatched, replied, published],
      { kind: 'withheld', reason: 'privacy' },
      'not_from_here',
    ],
    [
      'is not rejected once it is with a department',
      [accepted, dispatched],
      { kind: 'rejected', reason: 'unlawful' },
      'not_from_here',
    ],
  ])('%s', (_, way, deed, reason) => {
    expect(step(after(...way), deed)).toEqual({ kind: 'refused', reason });
  });

  it('is published only with the consent of its writer, and a report of wrongdoing never', () => {
    const without = letterState(history(submission(day, { consent: false }), accepted, dispatched, replied))!;
    expect(step(without, { kind: 'published' })).toEqual({ kind: 'refused', reason: 'no_consent' });
    const report = letterState(history(submission(day, { type: 'report' }), accepted, dispatched, replied))!;
    expect(step(report, { kind: 'published' })).toEqual({ kind: 'refused', reason: 'never_disclosed' });
  });

  it('waits no longer for a writer who added something, and is added to only while it is open', () => {
    const paused: [string, LetterDeed] = [day, { kind: 'paused', reason: '请补充地址' }];
    const supplemented: [string, LetterDeed] = ['2024-03-04 15:00', { kind: 'supplemented' }];
    expect(after(accepted, dispatched, paused, supplemented)).toMatchObject({
      stage: 'dispatched',
      pauses: [{ from: shanghai(day), to: shanghai('2024-03-04 15:00') }],
    });
    expect(after(accepted, dispatched, supplemented)).toEqual(after(accepted, dispatched));
    const done = after(accepted, dispatched, replied, closed);
    expect(step(done, { kind: 'supplemented' })).toEqual({ kind: 'refused', reason: 'not_from_here' });
  });

  it('is public only while its writer consents: consent is taken back after the letter is', () => {
    const out = after(accepted, dispatched, replied, published);
    const no = { kind: 'consent_changed', consent: false } as const;
    expect(step(out, no)).toEqual({ kind: 'refused', reason: 'not_from_here' });
    const back: [string, LetterDeed] = [day, { kind: 'unpublished', reason: 'no_consent' }];
    const without = after(accepted, dispatched, replied, published, back, [day, no]);
    expect(step(without, { kind: 'published' })).toEqual({ kind: 'refused', reason: 'no_consent' });
    expect(step(without, no)).toEqual({ kind: 'refused', reason: 'not_from_here' });
    expect(step(without, { kind: 'consent_changed', consent: true })).toMatchObject({ kind: 'done' });
  });

  it('may be published after all when it was withheld first', () => {
    const state = after(
      accepted,
      dispatched,
      replied,
      [day, { kind: 'withheld', reason: 'privacy' }],
      published,
    );
    expect(state.disclosure.kind).toBe('published');
  });

  it('keeps its promises after any sequence of deeds', () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 25 }), (deeds) => {
        let state = after();
        deeds.forEach((deed, index) => {
          const before = structuredClone(state);
          const next = stepLetter(state, deed, shanghai(day) + index * 60_000);
          expect(state).toEqual(before);
          if (next.kind === 'done') state = next.state;
        });
        expect(state.reopenedTimes).toBeLessThanOrEqual(1);
        expect(state.pauses.filter(({ to }) => to === null).length).toBe(state.stage === 'waiting' ? 1 : 0);
        if (state.leftAt !== null)
          expect([state.repliedAt, state.closedAt, state.disclosure.kind]).toEqual([null, null, 'none']);
        if (state.closedAt !== null || state.disclosure.kind !== 'none' || state.stage === 'replied')
          expect(state.repliedAt).not.toBeNull();
        if (state.repliedAt !== null) expect(state.lastRepliedAt).toBeGreaterThanOrEqual(state.repliedAt);
      }),
    );
  });
});
