import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { localDateOf, periodKey, startOfLocalDay, timeOfUuid7 } from '@huiyin/domain';
import { SAMPLE_RULES, sampleDemonstration, sampleNumbering } from '../demonstration.sample.ts';
import type { DemoCase, DemoRating } from './cases.ts';

type RatedCase = DemoCase & { readonly rating: DemoRating };

// Generating takes seconds, and the machine of a test run is a busy one.
jest.setTimeout(120_000);

const SCALE = 0.3;
const demonstration = sampleDemonstration(SCALE);
const numbering = sampleNumbering(demonstration);
const end = startOfLocalDay(demonstration.today);
const share = (part: number, whole: number): number => part / whole;
const meanLevel = (cases: readonly RatedCase[]): number =>
  cases.reduce((sum, { rating }) => sum + rating.level, 0) / cases.length;

describe('the cases and ratings of the demonstration', () => {
  let cases: DemoCase[];
  let active: RatedCase[];
  beforeAll(() => {
    cases = [...demonstration.cases(numbering)];
    active = cases.filter((one): one is RatedCase => one.rating?.origin === 'active');
  });
  const of = <C extends DemoCase>(all: readonly C[], code: string): C[] =>
    all.filter(({ departmentId }) => departmentId === numbering.departmentId(code));
  const quarterOf = ({ rating }: RatedCase): string => periodKey('quarter', localDateOf(rating.ratedAt));

  it('are as many as the scale says', () => {
    expect(Math.abs(cases.length / demonstration.expected.cases - 1)).toBeLessThan(0.03);
    expect(Math.abs(active.length / (300_000 * SCALE) - 1)).toBeLessThan(0.05);
  });

  it('form a J: most very satisfied, and more angry than merely unhappy', () => {
    const [one, two, three, four, five] = [1, 2, 3, 4, 5].map(
      (level) => active.filter(({ rating }) => rating.level === level).length,
    ) as [number, number, number, number, number];
    expect(five).toBeGreaterThan(four);
    expect(four).toBeGreaterThan(three);
    expect(three).toBeGreaterThan(one);
    expect(one).toBeGreaterThan(two);
    expect(share(five, active.length)).toBeGreaterThan(0.5);
  });

  it('answer about half of the invitations, differently by channel, and some come uninvited', () => {
    const invited = cases.filter(({ invitation }) => invitation !== null);
    const answered = (channel?: string): number => {
      const some = invited.filter((one) => channel === undefined || one.channel === channel);
      return share(some.filter(({ rating }) => rating?.origin === 'active').length, some.length);
    };
    expect(answered()).toBeGreaterThan(0.45);
    expect(answered()).toBeLessThan(0.55);
    expect(answered('window') - answered('sms')).toBeGreaterThan(0.15);
    const walkIns = share(active.filter(({ invitation }) => invitation === null).length, active.length);
    expect(walkIns).toBeGreaterThan(0.08);
    expect(walkIns).toBeLessThan(0.13);
  });

  it('come to the counter on working days in office hours only', () => {
    const atCounter = cases.filter(({ channel, invitation }) => channel === 'window' && invitation !== null);
    const minutes = atCounter.map(
      ({ invitation }) => (((invitation?.invitedAt ?? 0) + 8 * 3_600_000) % 86_400_000) / 60_000,
    );
    expect(minutes.every((minute) => minute >= 8 * 60 && minute < 18 * 60)).toBe(true);
    const dates = new Set(atCounter.map(({ invitation }) => localDateOf(invitation?.invitedAt ?? 0)));
    expect([...dates].filter((date) => !SAMPLE_RULES.calendar.isWorkingDay(date))).toEqual([]);
  });

  it('have ids that carry the time of the fact, each once, and nothing after the last day', () => {
    const ids = new Set<string>();
    let facts = 0;
    for (const { invitation, rating } of cases) {
      for (const [id, at] of [
        [invitation?.id, invitation?.invitedAt],
        [rating?.id, rating?.ratedAt],
      ] as const) {
        if (id === undefined || at === undefined) continue;
        if (timeOfUuid7(id) !== at || at >= end) throw new Error(`${id} at ${at}`);
        ids.add(id);
        facts += 1;
      }
    }
    expect(ids.size).toBe(facts);
  });

  it('rate after the invitation and before it expires, with a reason when they are bad', () => {
    for (const { invitation, rating } of active) {
      if (
        invitation !== null &&
        (rating.ratedAt < invitation.invitedAt || rating.ratedAt > invitation.expiresAt)
      )
        throw new Error('out of time');
      if (rating.level <= 2 && rating.tags.length === 0) throw new Error('no reason');
    }
    expect(active.some(({ rating }) => rating.comment !== null)).toBe(true);
    expect(active.some(({ rating }) => rating.standing === 'excluded')).toBe(true);
  });

  it('become default ratings only on the portals of one city, once the time to rate is over', () => {
    const defaults = cases.filter(({ rating }) => rating?.origin === 'default');
    expect(defaults.length).toBeGreaterThan(300);
    for (const { channel, departmentId, invitation, rating } of defaults) {
      expect(channel).toBe('web');
      expect(demonstration.departments[departmentId - 1]?.regionCode).toMatch(/^9903/);
      expect(rating?.ratedAt).toBeGreaterThan(invitation?.expiresAt ?? Infinity);
    }
  });

  it('show an office that improves', () => {
    const ratings = of(active, '990125-hrss');
    const early = ratings.filter(({ rating }) => localDateOf(rating.ratedAt) < '2025-04-01');
    const late = ratings.filter(({ rating }) => localDateOf(rating.ratedAt) >= '2026-04-01');
    expect(25 * (meanLevel(late) - meanLevel(early))).toBeGreaterThan(5);
  });

  it('show two evenings of nothing but fives', () => {
    const days = new Map<string, RatedCase[]>();
    for (const one of of(active, '990322-medical').filter(({ invitation }) => invitation === null)) {
      const day = localDateOf(one.rating.ratedAt);
      days.set(day, [...(days.get(day) ?? []), one]);
    }
    const crowded = [...days.values()].filter((ratings) => ratings.length >= 100);
    expect(crowded).toHaveLength(2);
    for (const ratings of crowded) {
      expect(ratings.every(({ rating }) => rating.level === 5)).toBe(true);
      expect(ratings.every(({ rating }) => (rating.ratedAt / 3_600_000 + 8) % 24 >= 20)).toBe(true);
    }
  });

  it('show tiny offices that stay below 11 ratings a quarter', () => {
    for (const code of ['990323-education', '990323-civil', '990322-civil']) {
      const quarters = new Map<string, number>();
      for (const one of of(active, code))
        quarters.set(quarterOf(one), (quarters.get(quarterOf(one)) ?? 0) + 1);
      expect(quarters.size).toBeGreaterThan(6);
      expect(Math.max(...quarters.values())).toBeLessThan(11);
    }
  });

  it('show an office whose invited stay silent', () => {
    const invited = of(cases, '990202-housing').filter(({ invitation }) => invitation !== null);
    const answered = invited.filter(({ rating }) => rating !== null);
    expect(invited.length).toBeGreaterThan(200);
    expect(share(answered.length, invited.length)).toBeLessThan(0.08);
  });

  it('show huge offices beside tiny ones', () => {
    const sizes = demonstration.departments.map(({ code }) => of(cases, code).length);
    expect(Math.max(...sizes)).toBeGreaterThan(20 * Math.min(...sizes));
  });
});
