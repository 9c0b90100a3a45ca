import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rulesOf2024, shanghai } from '../letters/letter.sample.ts';
import type { Sums } from '../tallies/index.ts';
import { CellSums, MEASURES, deltaOf } from '../tallies/index.ts';
import type { RectificationDeed } from './rectification.ts';
import {
  contributionsOfRectification,
  rectificationDues,
  rectificationState,
  stepRectification,
} from './rectification.ts';

const facets = { departmentId: 2, itemId: 7, channel: 'window' };
/** The order that a bad rating opened on the Friday before the Spring Festival, and what came of it. */
const order = (named: boolean, ...deeds: readonly [string, RectificationDeed][]) =>
  rectificationState(
    [['2024-02-09 10:00', { kind: 'opened', named }] as const, ...deeds].map(([at, deed], index) => ({
      seq: index + 1,
      at: shanghai(at),
      deed,
    })),
  );

/** What an order adds, by day, without zeros. */
function byDay(...given: Parameters<typeof order>): Record<string, Sums> {
  const found: Record<string, Sums> = {};
  for (const { key, sums } of contributionsOfRectification(order(...given)!, rulesOf2024, facets).days) {
    expect(key).toMatchObject({ departmentId: 2, itemId: 7, channel: 'window', letterType: '' });
    const counts = Object.fromEntries(Object.entries(sums).filter(([, count]) => count !== 0));
    found[key.day] = { ...found[key.day], ...counts };
  }
  return found;
}

describe('when a rectification is due', () => {
  it('contact after one working day and the matter after five: over the Spring Festival that is Sunday and Friday', () => {
    expect(rectificationDues(order(true)!, rulesOf2024)).toEqual({
      contactDueAt: shanghai('2024-02-18 23:59:59.999'),
      settleDueAt: shanghai('2024-02-22 23:59:59.999'),
    });
  });

  it('no contact where the rater left no name, and fifteen days where the matter is complex', () => {
    const complex = order(false, ['2024-02-18 09:00', { kind: 'classified', complexity: 'complex' }])!;
    expect(rectificationDues(complex, rulesOf2024)).toEqual({
      contactDueAt: null,
      settleDueAt: shanghai('2024-03-07 23:59:59.999'),
    });
  });

  it('contact one working day after the rater could be reached, however long the order was open', () => {
    const named = order(false, ['2024-02-18 09:00', { kind: 'named' }])!;
    expect(rectificationDues(named, rulesOf2024)).toEqual({
      contactDueAt: shanghai('2024-02-19 23:59:59.999'),
      settleDueAt: shanghai('2024-02-22 23:59:59.999'),
    });
  });

  it('by the clocks of the policy where it has its own', () => {
    const day = (amount: number) => ({ unit: 'calendar_day', amount }) as const;
    const policy = {
      ...rulesOf2024.policy,
      rectification: { contact: day(2), simple: day(3), complex: day(9) },
    };
    expect(rectificationDues(order(true)!, { ...rulesOf2024, policy })).toEqual({
      contactDueAt: shanghai('2024-02-11 23:59:59.999'),
      settleDueAt: shanghai('2024-02-12 23:59:59.999'),
    });
  });
});

describe('what a rectification adds to the tallies', () => {
  it('both due days, met or not', () => {
    expect(byDay(true)).toEqual({ '2024-02-18': { contact_due: 1 }, '2024-02-22': { rectify_due: 1 } });
    expect(
      byDay(
        true,
        ['2024-02-18 23:59', { kind: 'contacted' }],
        ['2024-02-22 23:59:59.999', { kind: 'rectified' }],
      ),
    ).toEqual({
      '2024-02-18': { contact_due: 1, contact_on_time: 1 },
      '2024-02-22': { rectify_due: 1, rectify_on_time: 1 },
    });
    expect(
      byDay(true, ['2024-02-19 00:00', { kind: 'contacted' }], ['2024-02-23 00:00', { kind: 'explained' }]),
    ).toEqual({ '2024-02-18': { contact_due: 1 }, '2024-02-22': { rectify_due: 1 } });
  });

  it('nothing of a contact with somebody who left no name', () => {
    expect(byDay(false, ['2024-02-18 09:00', { kind: 'contacted' }])).toEqual({
      '2024-02-22': { rectify_due: 1 },
    });
  });

  it('a contact that was left later from its own due day on', () => {
    const named = ['2024-02-18 23:59', { kind: 'named' }] as [string, RectificationDeed];
    expect(byDay(false, named, ['2024-02-19 23:59', { kind: 'contacted' }])).toEqual({
      '2024-02-19': { contact_due: 1, contact_on_time: 1 },
      '2024-02-22': { rectify_due: 1 },
    });
    expect(byDay(false, named, ['2024-02-20 00:00', { kind: 'contacted' }])['2024-02-19']).toEqual({
      contact_due: 1,
    });
  });

  it('no contact whose number was taken back before anybody called', () => {
    const back = ['2024-02-18 11:00', { kind: 'unnamed' }] as [string, RectificationDeed];
    expect(byDay(true, back)).toEqual({ '2024-02-22': { rectify_due: 1 } });
    const again = ['2024-02-18 12:00', { kind: 'named' }] as [string, RectificationDeed];
    expect(byDay(true, back, again)['2024-02-19']).toEqual({ contact_due: 1 });
  });

  it('an explanation in time as well as a rectification, and either counts as contact', () => {
    expect(byDay(true, ['2024-02-18 09:00', { kind: 'explained' }])).toEqual({
      '2024-02-18': { contact_due: 1, contact_on_time: 1 },
      '2024-02-22': { rectify_due: 1, rectify_on_time: 1 },
    });
  });

  it('the call-back once, with the latest answer', () => {
    const settled = ['2024-02-19 09:00', { kind: 'rectified' }] as [string, RectificationDeed];
    const answer = (at: string, satisfied: boolean): [string, RectificationDeed] => [
      at,
      { kind: 'called_back', satisfied },
    ];
    expect(byDay(false, settled, answer('2024-02-20 09:00', false))['2024-02-20']).toEqual({
      rectified_answered: 1,
    });
    const twice = byDay(false, settled, answer('2024-02-20 09:00', false), answer('2024-02-21 09:00', true));
    expect(twice['2024-02-20']).toBeUndefined();
    expect(twice['2024-02-21']).toEqual({ rectified_answered: 1, rectified_satisfied: 1 });
  });

  it('nothing while the rating does not count, and all of it again when it does', () => {
    const settled = ['2024-02-19 09:00', { kind: 'rectified' }] as [string, RectificationDeed];
    const voided = ['2024-02-20 09:00', { kind: 'voided' }] as [string, RectificationDeed];
    const revived = ['2024-02-21 09:00', { kind: 'revived' }] as [string, RectificationDeed];
    expect(byDay(true, settled, voided)).toEqual({});
    expect(byDay(true, settled, voided, revived)).toEqual(byDay(true, settled));
  });
});

describe('a rectification', () => {
  const refused = { kind: 'refused', reason: 'not_from_here' };
  const at = shanghai('2024-03-01 09:00');

  it('begins with its opening', () => {
    expect(rectificationState([{ seq: 1, at, deed: { kind: 'contacted' } }])).toBeNull();
    expect(rectificationState([])).toBeNull();
  });

  it.each<[RectificationDeed, string]>([
    [{ kind: 'opened', named: true }, 'opened twice'],
    [{ kind: 'called_back', satisfied: true }, 'asked about before it is settled'],
    [{ kind: 'closed' }, 'closed before it is settled'],
    [{ kind: 'revived' }, 'revived without having been voided'],
  ])('%j is refused: %s', (deed) => {
    expect(stepRectification(order(true)!, deed, at)).toEqual(refused);
  });

  it('starts the clock of the contact once, and not about what is settled', () => {
    const named = { kind: 'named' } as const;
    expect(stepRectification(order(true)!, named, at)).toEqual(refused);
    expect(stepRectification(order(false, ['2024-02-18 09:00', named])!, named, at)).toEqual(refused);
    const settled = order(false, ['2024-02-18 09:00', { kind: 'rectified' }])!;
    expect(stepRectification(settled, named, at)).toEqual(refused);
  });

  it('lets a number be taken back only where there is one that nobody has called', () => {
    const unnamed = { kind: 'unnamed' } as const;
    expect(stepRectification(order(false)!, unnamed, at)).toEqual(refused);
    const called = order(true, ['2024-02-18 09:00', { kind: 'contacted' }])!;
    expect(stepRectification(called, unnamed, at)).toEqual(refused);
  });

  it('is not made complex after it was settled, which would make a late settlement timely', () => {
    const settled = order(true, ['2024-02-26 09:00', { kind: 'rectified' }])!;
    expect(stepRectification(settled, { kind: 'classified', complexity: 'complex' }, at)).toEqual(refused);
  });

  it('takes nothing while it is void but being revived', () => {
    const voided = order(true, ['2024-02-18 09:00', { kind: 'voided' }])!;
    expect(stepRectification(voided, { kind: 'rectified' }, at)).toEqual(refused);
    expect(stepRectification(voided, { kind: 'voided' }, at)).toEqual(refused);
    expect(stepRectification(voided, { kind: 'revived' }, at).kind).toBe('done');
  });

  it('adds never more than one of anything, whatever happens to it, and the deltas of its deeds add up to it', () => {
    const anyDeed = fc.constantFrom<RectificationDeed>(
      { kind: 'named' },
      { kind: 'classified', complexity: 'complex' },
      { kind: 'classified', complexity: 'simple' },
      { kind: 'contacted' },
      { kind: 'rectified' },
      { kind: 'explained' },
      { kind: 'called_back', satisfied: true },
      { kind: 'called_back', satisfied: false },
      { kind: 'closed' },
      { kind: 'voided' },
      { kind: 'revived' },
    );
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.record({ deed: anyDeed, hours: fc.nat({ max: 200 }) }), { maxLength: 15 }),
        (named, steps) => {
          let state = order(named)!;
          let now = state.openedAt;
          const told = new CellSums().add(contributionsOfRectification(state, rulesOf2024, facets));
          for (const { deed, hours } of steps) {
            now += hours * 3_600_000;
            const step = stepRectification(state, deed, now);
            if (step.kind === 'refused') continue;
            told.add(
              deltaOf(
                contributionsOfRectification(state, rulesOf2024, facets),
                contributionsOfRectification(step.state, rulesOf2024, facets),
              ),
            );
            state = step.state;
          }
          const whole = contributionsOfRectification(state, rulesOf2024, facets);
          expect(counts(told.result())).toEqual(counts(new CellSums().add(whole).result()));
          const total = (measure: keyof Sums) =>
            whole.days.reduce((sum, { sums }) => sum + (sums[measure] ?? 0), 0);
          for (const measure of MEASURES) {
            expect([0, 1]).toContain(total(measure.name));
            if ('partOf' in measure) expect(total(measure.name)).toBeLessThanOrEqual(total(measure.partOf));
          }
        },
      ),
    );
  });
});

/** Without the zeros that a cell may carry beside its counts. */
const counts = ({ days }: ReturnType<CellSums['result']>) =>
  days.map(({ key, sums }) => ({
    key,
    sums: Object.fromEntries(Object.entries(sums).filter(([, count]) => count !== 0)),
  }));
