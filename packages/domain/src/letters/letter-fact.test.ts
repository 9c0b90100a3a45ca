import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Measure, Sums } from '../tallies/index.ts';
import type { WaitClock } from '../tallies/index.ts';
import { CellSums, MEASURES, STOCK_NAMES, deltaOf } from '../tallies/index.ts';
import type { Level } from '../ratings/index.ts';
import type { LetterDeed, LetterEvent } from './letter-event.ts';
import type { Verdict } from './letter.ts';
import { contributionsOfLetter, letterDues } from './letter-fact.ts';
import { letterState, stepLetter } from './letter-state.ts';
import { history, rulesOf2024, shanghai, submission } from './letter.sample.ts';

const facets = { channel: 'web', itemId: null };
const contributions = (events: readonly LetterEvent[]) =>
  contributionsOfLetter(letterState(events)!, rulesOf2024, facets);

/** The measures of receipt and reply, which most of the tests are about. */
const REPLY = ['letter_received', 'reply_due', 'reply_on_time'] as const;
const CLOSED = ['letter_closed', 'closed_resolved', 'closed_unresolved'] as const;
const STOCKS = ['open_letters', 'overdue_letters'] as const;

/** Sums of some measures by day, cells of the same day together, without zeros. */
function byDay(events: readonly LetterEvent[], ...wanted: readonly Measure[]): Record<string, Sums> {
  const found: Record<string, Record<string, number>> = {};
  for (const { key, sums } of contributions(events).days) {
    for (const [measure, count] of Object.entries(sums)) {
      if (count !== 0 && wanted.includes(measure as Measure))
        (found[key.day] ??= {})[measure] = (found[key.day]![measure] ?? 0) + count;
    }
  }
  return found;
}
const waitsOf = (
  events: readonly LetterEvent[],
  unit: 'working_day' | 'calendar_day',
  clock: WaitClock = 'full',
) =>
  contributions(events)
    .waits.filter(({ key }) => key.unit === unit && key.clock === clock)
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
    expect(byDay(history(submission('2024-02-09 23:59:59')), ...REPLY)).toEqual({
      '2024-02-09': { letter_received: 1 },
      '2024-02-22': { reply_due: 1 },
    });
  });

  it('belongs to the local day: midnight in Shanghai is the next one', () => {
    expect(Object.keys(byDay(history(submission('2024-02-10 00:00:00')), ...REPLY))[0]).toBe('2024-02-10');
  });

  it.each([
    ['2024-02-22 23:59:59.999', { reply_due: 1, reply_on_time: 1 }],
    ['2024-02-23 00:00:00.000', { reply_due: 1 }],
  ])('a reply at %s is counted on the due day as %j', (at, sums) => {
    expect(
      byDay(history(submission('2024-02-09 10:00'), ...toDepartment, repliedAt(at)), ...REPLY)['2024-02-22'],
    ).toEqual(sums);
  });

  it('at the department that has it now, but for where it was sent first: that is the receiver’s', () => {
    const { days } = contributions(history(submission('2024-02-09 10:00'), ...toDepartment));
    const at = (departmentId: number) =>
      new Set(
        days.filter(({ key }) => key.departmentId === departmentId).flatMap(({ sums }) => Object.keys(sums)),
      );
    expect(at(1)).toEqual(new Set(['first_dispatched', 'first_dispatch_kept']));
    expect(at(2)).toContain('letter_received');
    expect(at(2)).not.toContain('first_dispatched');
  });

  it('a first dispatch that came back, on the day it was sent', () => {
    const objected: [string, LetterDeed] = ['2024-02-18 09:00', { kind: 'objected', reason: '不归我们管' }];
    const again: [string, LetterDeed] = ['2024-02-19 09:00', { kind: 'dispatched', departmentId: 3 }];
    const measures = ['first_dispatched', 'first_dispatch_kept'] as const;
    const kept = byDay(history(submission('2024-02-09 10:00'), ...toDepartment), ...measures);
    expect(kept).toEqual({ '2024-02-09': { first_dispatched: 1, first_dispatch_kept: 1 } });
    const returned = history(submission('2024-02-09 10:00'), ...toDepartment, objected, again);
    expect(byDay(returned, ...measures)).toEqual({ '2024-02-09': { first_dispatched: 1 } });
  });

  it('the notice on its due day: told by an acknowledgement, by the reply itself or by being sent away', () => {
    const notice = (...deeds: [string, LetterDeed][]) =>
      byDay(history(submission('2024-02-09 10:00'), ...deeds), 'notice_due', 'notice_on_time');
    const inTime = { '2024-02-18': { notice_due: 1, notice_on_time: 1 } };
    expect(notice()).toEqual({ '2024-02-18': { notice_due: 1 } });
    expect(notice(['2024-02-18 23:59', { kind: 'acknowledged' }])).toEqual(inTime);
    expect(notice(['2024-02-19 00:01', { kind: 'acknowledged' }])).toEqual({
      '2024-02-18': { notice_due: 1 },
    });
    expect(notice(...toDepartment, repliedAt('2024-02-18 09:00'))).toEqual(inTime);
    expect(notice(['2024-02-18 09:00', { kind: 'rejected', reason: 'in_court' }])).toEqual(inTime);
  });

  it('to the stock of open letters until a full reply, and to the overdue ones from the due day on', () => {
    expect(byDay(history(submission('2024-02-09 10:00')), ...STOCKS)).toEqual({
      '2024-02-09': { open_letters: 1 },
      '2024-02-22': { overdue_letters: 1 },
    });
    const inTime = history(submission('2024-02-09 10:00'), ...toDepartment, repliedAt('2024-02-19 09:00'));
    expect(byDay(inTime, ...STOCKS)).toEqual({
      '2024-02-09': { open_letters: 1 },
      '2024-02-19': { open_letters: -1 },
    });
    const late = history(submission('2024-02-09 10:00'), ...toDepartment, repliedAt('2024-02-26 09:00'));
    expect(byDay(late, ...STOCKS)).toEqual({
      '2024-02-09': { open_letters: 1 },
      '2024-02-22': { overdue_letters: 1 },
      '2024-02-26': { open_letters: -1, overdue_letters: -1 },
    });
  });

  it('nothing to the overdue ones while it waits for the writer', () => {
    const waiting = history(submission('2024-02-09 10:00'), ...toDepartment, [
      '2024-02-19 09:00',
      { kind: 'paused', reason: '请补充' },
    ]);
    expect(byDay(waiting, ...STOCKS)).toEqual({ '2024-02-09': { open_letters: 1 } });
  });

  it('sent away after its due day it was overdue until then, and its reply did not come', () => {
    const away = history(submission('2024-02-09 10:00'), accepted, [
      '2024-02-26 09:00',
      { kind: 'merged', intoNumber: '24-000001' },
    ]);
    expect(byDay(away, ...REPLY, ...STOCKS)).toEqual({
      '2024-02-09': { letter_received: 1, open_letters: 1 },
      '2024-02-22': { reply_due: 1, overdue_letters: 1 },
      '2024-02-26': { open_letters: -1, overdue_letters: -1 },
    });
  });

  const answered = [...toDepartment, repliedAt('2024-02-19 09:00')] as const;
  const called = (at: string, verdict: Verdict, satisfaction: Level | null): [string, LetterDeed] => [
    at,
    { kind: 'called_back', verdict, satisfaction },
  ];
  const CALL_BACK = [
    'callback_answered',
    'callback_resolved',
    'callback_level_1',
    'callback_level_2',
    'callback_level_3',
    'callback_level_4',
    'callback_level_5',
  ] as const;

  it('each writer’s call-back once, with the latest answer; a level only where one was given', () => {
    const once = (...deeds: [string, LetterDeed][]) =>
      byDay(history(submission('2024-02-09 10:00'), ...answered, ...deeds), ...CALL_BACK);
    expect(once()).toEqual({});
    expect(once(called('2024-02-20 09:00', 'resolved', 5))).toEqual({
      '2024-02-20': { callback_answered: 1, callback_resolved: 1, callback_level_5: 1 },
    });
    expect(once(called('2024-02-20 09:00', 'half_resolved', null))).toEqual({
      '2024-02-20': { callback_answered: 1 },
    });
    expect(
      once(called('2024-02-20 09:00', 'unresolved', 1), called('2024-02-21 09:00', 'resolved', 4)),
    ).toEqual({
      '2024-02-21': { callback_answered: 1, callback_resolved: 1, callback_level_4: 1 },
    });
  });

  it('a call-back that said no, although the letter was opened again after it', () => {
    const reopened = history(
      submission('2024-02-09 10:00'),
      ...answered,
      called('2024-02-20 09:00', 'unresolved', 2),
      ['2024-02-21 09:00', { kind: 'reopened', reason: '还没有修好' }],
    );
    expect(byDay(reopened, ...CALL_BACK)).toEqual({
      '2024-02-20': { callback_answered: 1, callback_level_2: 1 },
    });
  });

  it('a repeat on the last day watched, only within it and only after the reply', () => {
    const closed: [string, LetterDeed] = ['2024-02-21 09:00', { kind: 'closed' }];
    const repeat = (cameInAt: string, foundAt: string) =>
      byDay(
        history(submission('2024-02-09 10:00'), ...answered, closed, [
          foundAt,
          { kind: 'repeated', byNumber: '24-000002', cameInAt: shanghai(cameInAt) },
        ]),
        'repeat_due',
        'repeat_came',
      );
    expect(repeat('2024-05-21 23:59', '2024-06-01 09:00')).toEqual({
      '2024-05-21': { repeat_due: 1, repeat_came: 1 },
    });
    expect(repeat('2024-05-22 00:00', '2024-06-01 09:00')).toEqual({ '2024-05-21': { repeat_due: 1 } });
    const state = letterState(history(submission('2024-02-09 10:00'), ...answered, closed))!;
    const before: LetterDeed = {
      kind: 'repeated',
      byNumber: '24-000002',
      cameInAt: shanghai('2024-02-19 08:59'),
    };
    expect(stepLetter(state, before, shanghai('2024-03-01 09:00'))).toEqual({
      kind: 'refused',
      reason: 'not_from_here',
    });
  });

  it('what was published with all its fields, and what was withheld without a reason', () => {
    const decided = (...deeds: [string, LetterDeed][]) =>
      byDay(
        history(submission('2024-02-09 10:00'), ...answered, ...deeds),
        'published',
        'published_complete',
        'withheld',
        'withheld_reasoned',
      );
    expect(decided(['2024-03-01 09:00', { kind: 'published', complete: true }])).toEqual({
      '2024-03-01': { published: 1, published_complete: 1 },
    });
    expect(decided(['2024-03-01 09:00', { kind: 'published' }])).toEqual({ '2024-03-01': { published: 1 } });
    expect(decided(['2024-03-01 09:00', { kind: 'withheld', reason: 'minor' }])).toEqual({
      '2024-03-01': { withheld: 1, withheld_reasoned: 1 },
    });
    expect(decided(['2024-03-01 09:00', { kind: 'withheld', reason: 'unstated' }])).toEqual({
      '2024-03-01': { withheld: 1 },
    });
    expect(
      decided(
        ['2024-03-01 09:00', { kind: 'published' }],
        ['2024-03-04 09:00', { kind: 'unpublished', reason: 'privacy' }],
      ),
    ).toEqual({ '2024-03-04': { withheld: 1, withheld_reasoned: 1 } });
  });

  it('no due day while the clock stands still for the writer, since nobody knows it', () => {
    const waiting = history(submission('2024-02-09 10:00'), ...toDepartment, [
      '2024-02-19 09:00',
      { kind: 'paused', reason: '请补充' },
    ]);
    expect(byDay(waiting, ...REPLY)).toEqual({ '2024-02-09': { letter_received: 1 } });
    const tooLate = history(submission('2024-02-09 10:00'), ...toDepartment, [
      '2024-02-23 09:00',
      { kind: 'paused', reason: '请补充' },
    ]);
    expect(byDay(tooLate, ...REPLY)['2024-02-22']).toEqual({ reply_due: 1 });
  });

  it('no due day when it left without a reply: rejected, or merged into another', () => {
    const rejected = history(submission('2024-02-09 10:00'), [
      '2024-02-18 09:00',
      { kind: 'rejected', reason: 'in_court' },
    ]);
    expect(byDay(rejected, ...REPLY)).toEqual({ '2024-02-09': { letter_received: 1 } });
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
    expect(byDay(events, ...CLOSED)['2024-02-21']).toEqual(sums);
  });

  it('silence of the writer is neither', () => {
    const events = history(submission('2024-02-09 10:00'), ...toDepartment, repliedAt('2024-02-19 09:00'), [
      '2024-02-21 09:00',
      { kind: 'closed' },
    ]);
    expect(byDay(events, ...CLOSED)['2024-02-21']).toEqual({ letter_closed: 1 });
  });

  it('its disclosure on the day that was due, in time or not', () => {
    const due = (...deeds: [string, LetterDeed][]) =>
      byDay(
        history(submission('2024-02-09 10:00'), ...answered, ...deeds),
        'disclosure_due',
        'disclosed_on_time',
      );
    expect(due()).toEqual({ '2024-03-18': { disclosure_due: 1 } });
    expect(due(['2024-03-18 23:59:59.999', { kind: 'published' }])).toEqual({
      '2024-03-18': { disclosure_due: 1, disclosed_on_time: 1 },
    });
    expect(due(['2024-03-19 00:00', { kind: 'published' }])).toEqual({ '2024-03-18': { disclosure_due: 1 } });
    expect(due(['2024-03-01 09:00', { kind: 'withheld', reason: 'minor' }])).toEqual({});
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

  it('its wait until the first answer of any kind apart from that until the full reply', () => {
    const events = history(
      submission('2024-02-09 10:00'),
      ['2024-02-09 15:00', { kind: 'acknowledged' }],
      ...toDepartment.map(([, deed]): [string, LetterDeed] => ['2024-02-09 16:00', deed]),
      repliedAt('2024-02-19 09:00'),
    );
    expect(waitsOf(events, 'working_day', 'first')).toEqual([
      [0, { received: 1 }],
      [0, { answered: 1 }],
    ]);
    expect(waitsOf(events, 'working_day', 'full')).toEqual([
      [0, { received: 1 }],
      [2, { answered: 1 }],
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
    { kind: 'supplemented' },
    { kind: 'consent_changed', consent: false },
    { kind: 'consent_changed', consent: true },
    { kind: 'extended', amount: 4, reason: '要到现场' },
    { kind: 'replied' },
    { kind: 'called_back', verdict: 'unresolved', satisfaction: 2 },
    { kind: 'reopened', reason: '没有' },
    { kind: 'closed' },
    { kind: 'acknowledged' },
    { kind: 'merged', intoNumber: '24-000001' },
    { kind: 'repeated', byNumber: '24-000002', cameInAt: shanghai('2024-03-20 10:00') },
    { kind: 'published', complete: true },
    { kind: 'withheld', reason: 'unstated' },
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
          for (const measure of MEASURES) {
            expect([measure.name, total(measure.name)]).toEqual([
              measure.name,
              total(measure.name) === 0 ? 0 : 1,
            ]);
            if ('partOf' in measure) expect(total(measure.name)).toBeLessThanOrEqual(total(measure.partOf));
          }
          // At the end of every day there are as many open letters as a count of the days says: none or this one.
          for (const measure of STOCK_NAMES) {
            const changes = new CellSums().add(whole).result().days;
            let stock = 0;
            for (const { sums } of changes.toSorted((a, b) => (a.key.day < b.key.day ? -1 : 1))) {
              stock += sums[measure] ?? 0;
              expect([0, 1]).toContain(stock);
            }
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
