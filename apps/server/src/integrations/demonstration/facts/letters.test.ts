import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  findPersonalData,
  letterDues,
  letterState,
  localDateOf,
  startOfLocalDay,
  timeOfUuid7,
} from '@huiyin/domain';
import { SAMPLE_RULES, sampleDemonstration, sampleNumbering } from '../demonstration.sample.ts';
import type { DemoLetter } from './letters.ts';

const demonstration = sampleDemonstration(1);
const numbering = sampleNumbering(demonstration);
const end = startOfLocalDay(demonstration.today);
const DAY = 86_400_000;
const shareOf = <T>(all: readonly T[], holds: (one: T) => boolean): number =>
  all.filter(holds).length / all.length;
const has = (kind: string) => (letter: DemoLetter) => letter.events.some(({ deed }) => deed.kind === kind);

/** Pairs of neighbouring characters that two texts share, among those of either: 1 for equal texts. */
function likeness(a: string, b: string): number {
  const pairs = (text: string) =>
    new Set(Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return shared / (left.size + right.size - shared);
}

// Generating takes seconds, and the machine of a test run is a busy one.
jest.setTimeout(120_000);

describe('the letters of the demonstration', () => {
  let letters: DemoLetter[];
  beforeAll(() => {
    letters = [...demonstration.letters(numbering)];
  });
  const of = (code: string): DemoLetter[] =>
    letters.filter(({ departmentId }) => departmentId === numbering.departmentId(code));
  /** Replied in time, among the letters whose reply has fallen due. */
  const onTime = (some: readonly DemoLetter[]): number => {
    const due = some.filter(
      ({ state }) => state.leftAt === null && letterDues(state, SAMPLE_RULES).replyDueAt < end,
    );
    return shareOf(
      due,
      ({ state }) =>
        state.repliedAt !== null && state.repliedAt <= letterDues(state, SAMPLE_RULES).replyDueAt,
    );
  };

  it('are about 13,000, under different numbers and ids', () => {
    expect(Math.abs(letters.length / 13_000 - 1)).toBeLessThan(0.06);
    expect(new Set(letters.map(({ number }) => number)).size).toBe(letters.length);
    expect(new Set(letters.map(({ id }) => id)).size).toBe(letters.length);
  });

  it('have histories that the rules allow, in order, without anything after the last day', () => {
    for (const { id, events, state } of letters) {
      const folded = letterState(events);
      const agrees =
        JSON.stringify(folded) === JSON.stringify(state) && timeOfUuid7(id) === state.submittedAt;
      if (folded === null || !agrees) throw new Error(`not allowed: ${JSON.stringify(events)}`);
      events.forEach(({ seq, at }, index) => {
        if (seq !== index + 1 || at >= end || at < (events[index - 1]?.at ?? 0))
          throw new Error(JSON.stringify(events));
      });
    }
  });

  it('have one text for each acknowledgement and each reply', () => {
    const given = letters.flatMap(({ events }) =>
      events.filter(({ deed }) => deed.kind === 'replied' || deed.kind === 'acknowledged'),
    );
    const texts = letters.flatMap(({ replies }) => replies);
    expect(texts.length).toBeGreaterThan(15_000);
    expect(texts.map(({ seq, at }) => `${seq} ${at}`)).toEqual(given.map(({ seq, at }) => `${seq} ${at}`));
    expect(texts.filter(({ kind }) => kind === 'full').length).toBe(
      given.filter(({ deed }) => deed.kind === 'replied').length,
    );
  });

  it('happen in every way that a letter can fare', () => {
    const kinds = new Set(letters.flatMap(({ events }) => events.map(({ deed }) => deed.kind)));
    for (const kind of [
      'rejected',
      'merged',
      'objected',
      'acknowledged',
      'paused',
      'resumed',
      'extended',
      'reopened',
      'closed',
      'published',
      'withheld',
    ]) {
      expect(kinds).toContain(kind);
    }
    const twice = letters.filter(
      ({ events }) => events.filter(({ deed }) => deed.kind === 'replied').length === 2,
    );
    expect(twice.length).toBeGreaterThan(300);
    expect(new Set(letters.map(({ state }) => state.verdict))).toEqual(
      new Set([null, 'resolved', 'half_resolved', 'unresolved']),
    );
  });

  it('are called back, and a good half of the writers answers', () => {
    const closed = letters.filter(
      ({ state }) => state.closedAt !== null && state.closedAt < end - 20 * DAY && state.type !== 'report',
    );
    const answered = shareOf(closed, has('called_back'));
    expect(answered).toBeGreaterThan(0.5);
    expect(answered).toBeLessThan(0.6);
  });

  it('are disclosed only with consent, which about 70 % give, and never when they report wrongdoing', () => {
    const consent = shareOf(letters, ({ state }) => state.consent);
    expect(consent).toBeGreaterThan(0.66);
    expect(consent).toBeLessThan(0.74);
    const published = letters.filter(({ state }) => state.disclosure.kind === 'published');
    expect(published.length).toBeGreaterThan(5000);
    expect(published.every(({ state }) => state.consent && state.type !== 'report')).toBe(true);
    expect(letters.some(({ state }) => state.type === 'report')).toBe(true);
    const late = shareOf(
      published,
      ({ state }) =>
        state.disclosure.kind === 'published' &&
        state.disclosure.at > (letterDues(state, SAMPLE_RULES).disclosureDueAt ?? 0),
    );
    expect(late).toBeGreaterThan(0.04);
    expect(late).toBeLessThan(0.2);
  });

  it('are answered in time mostly, and differ by office: some are surely better than others', () => {
    const some = letters.filter((_, index) => index % 5 === 0);
    expect(onTime(some)).toBeGreaterThan(0.88);
    expect(onTime(some)).toBeLessThan(0.96);
    expect(onTime(of('990202-hrss')) - onTime(of('990224-hrss'))).toBeGreaterThan(0.08);
  });

  it('show an office whose replies got slower this year', () => {
    const [before, after] = ['2025', '2026'].map((year) =>
      of('990124-hrss').filter(({ state }) => localDateOf(state.submittedAt).startsWith(year)),
    );
    expect(onTime(before ?? []) - onTime(after ?? [])).toBeGreaterThan(0.12);
  });

  it('show an office that answers more and more in time', () => {
    const [first, last] = [of('990125-hrss').slice(0, 150), of('990125-hrss').slice(-150)];
    expect(onTime(last) - onTime(first)).toBeGreaterThan(0.1);
  });

  it('leave letters open for months, in one office above all', () => {
    const old = (some: readonly DemoLetter[]): number =>
      shareOf(
        some,
        ({ state }) =>
          state.repliedAt === null && state.leftAt === null && state.submittedAt < end - 60 * DAY,
      );
    expect(old(of('990204-housing'))).toBeGreaterThan(0.04);
    expect(old(letters)).toBeGreaterThan(0.002);
    expect(old(letters)).toBeLessThan(0.02);
  });

  it('show an office with template replies, nearly the same word for word, that solve little', () => {
    const firstReplies = (code: string): string[] =>
      of(code)
        .flatMap(({ replies }) =>
          replies
            .filter(({ kind }) => kind === 'full')
            .slice(0, 1)
            .map(({ body }) => body),
        )
        .slice(0, 40);
    const alike = (texts: readonly string[]): number => {
      const others = texts.slice(1).map((text, index) => likeness(text, texts[index] ?? ''));
      return others.reduce((sum, one) => sum + one, 0) / others.length;
    };
    expect(alike(firstReplies('990104-hrss'))).toBeGreaterThan(0.85);
    expect(alike(firstReplies('990103-hrss'))).toBeLessThan(0.5);
    const resolved = (some: readonly DemoLetter[]): number =>
      shareOf(
        some.filter(({ state }) => state.verdict !== null),
        ({ state }) => state.verdict === 'resolved',
      );
    const peers = demonstration.departments.filter(
      ({ level, lineCode, code }) => level === 3 && lineCode === 'hrss' && code !== '990104-hrss',
    );
    const gap = resolved(peers.flatMap(({ code }) => of(code))) - resolved(of('990104-hrss'));
    expect(gap).toBeGreaterThan(0.2);
  });

  it('hold personal data to be found, which nobody can own, and lose names and addresses in review', () => {
    const sample = letters.filter((_, index) => index % 10 === 0);
    const found = sample.map(({ body }) =>
      findPersonalData(body).filter(({ confidence }) => confidence === 'certain'),
    );
    const kinds = new Set(found.flat().map(({ kind }) => kind));
    for (const kind of ['mobile', 'identity', 'card', 'email']) expect([...kinds]).toContain(kind);
    expect(letters.every(({ writer }) => writer === null || /^1990000\d{4}$/.test(writer.phone ?? ''))).toBe(
      true,
    );
    const named = letters.filter(
      ({ body, writer }) => writer !== null && body.includes(`我叫${writer.name}`),
    );
    expect(named.length).toBeGreaterThan(1000);
    expect(
      named.every(
        ({ reviewedBody, writer }) =>
          !reviewedBody.includes(writer?.name ?? '') && reviewedBody.includes('[姓名]'),
      ),
    ).toBe(true);
  });
});
