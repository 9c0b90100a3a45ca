import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Sums } from '../tallies/index.ts';
import { CellSums, deltaOf } from '../tallies/index.ts';
import type { LetterDeed, LetterEvent } from './letter-event.ts';
import { contributionsOfLetter, letterDues } from './letter-fact.ts';
import { letterState, stepLetter } from './letter-state.ts';
import { history, rulesOf2024, shanghai, submission } from './letter.sample.ts';

const facets = { channel: 'web', itemId: null };
const contributions = (events: readonly LetterEvent[]) =>
  contributionsOfLetter(letterState(events)!, rulesOf2024, facets);

/** Sums by day, cells of the same day together, without zeros. */
function byDay(events: readonly LetterEvent[]): Record<string, Sums> {
  const found: Record<string, Record<string, number>> = {};
  for (const { key, sums } of contributions(events).days) {
    for (const [measure, count] of Object.entries(sums)) {
      if (count !== 0) (found[key.day] ??= {})[measure] = (found[key.day]![measure] ?? 0) + count;
    }
  }
  return found;
}
const waitsOf = (events: readonly LetterEvent[], unit: 'working_day' | 'calendar_day') =>
  contributions(events)
    .waits.filter(({ key }) => key.unit === unit)
    .map(({ key, sums }) => [key.wait, sums]);

const accepted: [string, LetterDeed] = ['2024-02-09 11:00', { kind: 'accepted' }];
const dispatched: [string, LetterDeed] = ['2024-02-09 12:00', { kind: 'dispatched', departmentId: 2 }];
const toDepartment = [accepted, dispatched] as const;
const repliedAt = (at: string): [string, LetterDeed] => [at, { kind: 'replied' }];

describe('when a letter is due', () => {
  it('by working days of the official arrangement: the Friday before the Spring Festival plus one is a Sunday', () => {
    const state = letterState(history(submission('2024-02-09 10:00')))!;
    const { noticeDueAt, replyDueAt, disclosureDueAt } = letterDues(state, rulesOf2024);
    expect(noticeDueAt).toBe(shanghai('2024-02-18 23:59:59.999'));
    expect(replyDueAt).toBe(shanghai('2024-02-22 23:59:59.999'));
    expect(disclosureDueAt).toBeNull();
  });

  it('counts from its arrival, whoever it was passed on to, and by its type', () => {
    const state = letterState(
      history(submission('2024-02-09 10:00', { type: 'help' }), accepted, [
        '2024-03-01 10:00',
        { kind: 'dispatched', departmentId: 2 },
      ]),
    )!;
    expect(letterDues(state, rulesOf2024).replyDueAt).toBe(shanghai('2024-03-07 23:59:59.999'));
  });

  it('later by an extension, in the unit of the clock', () => {
    const state = letterState(
      history(submission('2024-02-09 10:00'), ...toDepartment, [
        '2024-02-18 10:00',
        { kind: 'extended', amount: 3, reason: '要到现场' },
      ]),
    )!;
    expect(letterDues(state, rulesOf2024).replyDueAt).toBe(shanghai('2024-02-27 23:59:59.999'));
  });

  it('later by a pause before the reply, and not by one after it', () => {
    const pause = (from: string, to: string): [string, LetterDeed][] => [
      [from, { kind: 'paused', reason: '请补充' }],
      [to, { kind: 'resumed' }],
    ];
    const before = letterState(
      history(
        submission('2024-02-09 10:00'),
        ...toDepartment,
        ...pause('2024-02-19 09:00', '2024-02-21 09:00'),
      ),
    )!;
    expect(letterDues(before, rulesOf2024).replyDueAt).toBe(shanghai('2024-02-26 23:59:59.999'));
    const after = letterState(
      history(
        submission('2024-02-09 10:00'),
        ...toDepartment,
        repliedAt('2024-02-19 09:00'),
        ['2024-02-19 10:00', { kind: 'reopened', reason: '没有' }],
        ...pause('2024-02-20 09:00', '2024-02-22 09:00'),
      ),
    )!;
    expect(letterDues(after, rulesOf2024).replyDueAt).toBe(shanghai('2024-02-22 23:59:59.999'));
  });

  it('to be disclosed only when answered, consented, disclosable and not kept back', () => {
    const due = (consent: boolean, type: 'enquiry' | 'report', ...more: [string, LetterDeed][]) =>
      letterDues(
        letterState(
          history(
            submission('2024-02-09 10:00', { consent, type }),
            ...toDepartment,
            repliedAt('2024-02-19 09:00'),
            ...more,
          ),
        )!,
        rulesOf2024,
      ).disclosureDueAt;
    expect(due(true, 'enquiry')).toBe(shanghai('2024-03-18 23:59:59.999'));
    expect(due(false, 'enquiry')).toBeNull();
    expect(due(true, 'report')).toBeNull();
    expect(due(true, 'enquiry', ['2024-02-20 09:00', { kind: 'withheld', reason: 'minor' }])).toBeNull();
    expect(
      due(
        true,
        'enquiry',
        ['2024-02-20 09:00', { kind: 'published' }],
        ['2024-02-21 09:00', { kind: 'unpublished', reason: 'privacy' }],
      ),
    ).toBeNull();
  });
});

describe('what a letter adds to the tallies', () => {
  it('its receipt, and the due day of its reply long before that has come', () => {
    expect(byDay(history(submission('2024-02-09 23:59:59')))).toEqual({
      '2024-02-09': { letter_received: 1 },
      '2024-02-22': { reply_due: 1 },
    });
  });

  it('belongs to the local day: midnight in Shanghai is the next one', () => {
    expect(Object.keys(byDay(history(submission('2024-02-10 00:00:00'))))[0]).toBe('2024-02-10');
  });

  it.each([
    ['2024-02-22 23:59:59.999', { reply_due: 1, reply_on_time: 1 }],
    ['2024-02-23 00:00:00.000', { reply_due: 1 }],
  ])('a reply at %s is counted on the due day as %j', (at, sums) => {
    expect(
      byDay(history(submission('2024-02-09 10:00'), ...toDepartment, repliedAt(at)))['2024-02-22'],
    ).toEqual(sums);
  });

  it('at the department that has it now', () => {
    const departments = contributions(history(submission('2024-02-09 10:00'), ...toDepartment)).days.map(
      ({ key }) => key.departmentId,
    );
    expect(new Set(departments)).toEqual(new Set([2]));
  });

  it('no due day while the clock stands still for the writer, since nobody knows it', () => {
    const waiting = history(submission('2024-02-09 10:00'), ...toDepartment, [
      '2024-02-19 09:00',
      { kind: 'paused', reason: '请补充' },
    ]);
    expect(byDay(waiting)).toEqual({ '2024-02-09': { letter_received: 1 } });
    const tooLate = history(submission('2024-02-09 10:00'), ...toDepartment, [
      '2024-02-23 09:00',
      { kind: 'paused', reason: '请补充' },
    ]);
    expect(byDay(tooLate)['2024-02-22']).toEqual({ reply_due: 1 });
  });

  it('no due day when it left without a reply: rejected, or merged into another', () => {
    const rejected = history(submission('2024-02-09 10:00'), [
      '2024-02-18 09:00',
      { kind: 'rejected', reason: 'in_court' },
    ]);
    expect(byDay(rejected)).toEqual({ '2024-02-09': { letter_received: 1 } });
    expect(waitsOf(rejected, 'working_day')).toEqual([
      [0, { received: 1 }],
      [1, { left_unanswered: 1 }],
    ]);
  });

  it.each([
    ['resolved', { letter_closed: 1, closed_resolved: 1 }],
    ['half_resolved', { letter_closed: 1, closed_unresolved: 1 }],
    ['unresolved', { letter_closed: 1, closed_unresolved: 1 }],
  ] as const)('closed is not fixed: the writer says %s', (verdict, sums) => {
    const events = history(
      submission('2024-02-09 10:00'),
      ...toDepartment,
      repliedAt('2024-02-19 09:00'),
      ['2024-02-20 09:00', { kind: 'called_back', verdict, satisfaction: null }],
      ['2024-02-21 09:00', { kind: 'closed' }],
    );
    expect(byDay(events)['2024-02-21']).toEqual(sums);
  });

  it('silence of the writer is neither', () => {
    const events = history(submission('2024-02-09 10:00'), ...toDepartment, repliedAt('2024-02-19 09:00'), [
      '2024-02-21 09:00',
      { kind: 'closed' },
    ]);
    expect(byDay(events)['2024-02-21']).toEqual({ letter_closed: 1 });
  });

  it('its disclosure on the day that was due, in time or not', () => {
    const answered = [
      submission('2024-02-09 10:00'),
      ...toDepartment,
      repliedAt('2024-02-19 09:00'),
    ] as const;
    const [first, ...rest] = answered;
    expect(byDay(history(first, ...rest))['2024-03-18']).toEqual({ disclosure_due: 1 });
    expect(
      byDay(history(first, ...rest, ['2024-03-18 23:59:59.999', { kind: 'published' }]))['2024-03-18'],
    ).toEqual({ disclosure_due: 1, disclosed_on_time: 1 });
    expect(byDay(history(first, ...rest, ['2024-03-19 00:00', { kind: 'published' }]))['2024-03-18']).toEqual(
      { disclosure_due: 1 },
    );
    expect(
      byDay(history(first, ...rest, ['2024-03-01 09:00', { kind: 'withheld', reason: 'minor' }]))[
        '2024-03-18'
      ],
    ).toBeUndefined();
  });

  it('its wait in working and in calendar days: over the Spring Festival one is nine', () => {
    const events = history(submission('2024-02-09 10:00'), ...toDepartment, repliedAt('2024-02-18 09:00'));
    expect(waitsOf(events, 'working_day')).toEqual([
      [0, { received: 1 }],
      [1, { answered: 1 }],
    ]);
    expect(waitsOf(events, 'calendar_day')).toEqual([
      [0, { received: 1 }],
      [9, { answered: 1 }],
    ]);
  });

  const anyDeed: fc.Arbitrary<LetterDeed> = fc.constantFrom<LetterDeed>(
    { kind: 'accepted' },
    { kind: 'rejected', reason: 'in_court' },
    { kind: 'dispatched', departmentId: 2 },
    { kind: 'dispatched', departmentId: 3 },
    { kind: 'objected', reason: '不归我们管' },
    { kind: 'paused', reason: '请补充' },
    { kind: 'resumed' },
    { kind: 'extended', amount: 4, reason: '要到现场' },
    { kind: 'replied' },
    { kind: 'called_back', verdict: 'unresolved', satisfaction: 2 },
    { kind: 'reopened', reason: '没有' },
    { kind: 'closed' },
    { kind: 'published' },
    { kind: 'withheld', reason: 'privacy' },
    { kind: 'unpublished', reason: 'minor' },
  );

  it('never more than one letter, whatever happens to it, and the deltas of its deeds add up to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ deed: anyDeed, hours: fc.nat({ max: 400 }) }), { maxLength: 20 }),
        (steps) => {
          let state = letterState(history(submission('2024-02-09 10:00')))!;
          let at = state.submittedAt;
          const outbox = new CellSums().add(contributionsOfLetter(state, rulesOf2024, facets));
          for (const { deed, hours } of steps) {
            at += hours * 3_600_000;
            const next = stepLetter(state, deed, at);
            if (next.kind === 'refused') continue;
            outbox.add(
              deltaOf(
                contributionsOfLetter(state, rulesOf2024, facets),
                contributionsOfLetter(next.state, rulesOf2024, facets),
              ),
            );
            state = next.state;
          }
          const whole = contributionsOfLetter(state, rulesOf2024, facets);
          expect(nonZero(outbox.result())).toEqual(nonZero(new CellSums().add(whole).result()));

          const total = (measure: keyof Sums) =>
            whole.days.reduce((sum, { sums }) => sum + (sums[measure] ?? 0), 0);
          expect(total('letter_received')).toBe(1);
          for (const [part, of] of [
            ['reply_on_time', 'reply_due'],
            ['closed_resolved', 'letter_closed'],
            ['disclosed_on_time', 'disclosure_due'],
          ] as const) {
            expect(total(part)).toBeLessThanOrEqual(total(of));
            expect(total(of)).toBeLessThanOrEqual(1);
          }
          expect(whole.waits.every(({ key }) => key.wait >= 0)).toBe(true);
        },
      ),
    );
  });
});

/** Without the zeros that a cell may carry beside its counts. */
const nonZero = ({ days, waits }: ReturnType<CellSums['result']>) =>
  [...days, ...waits].map(({ key, sums }) => ({
    key,
    sums: Object.fromEntries(Object.entries(sums).filter(([, count]) => count !== 0)),
  }));
