import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sampleDemonstration, sampleNumbering } from '../demonstration.sample.ts';
import { LINES } from '../province/lines.ts';
import type { Situation } from '../texts/situation.ts';
import { SITUATIONS } from '../texts/situations/by-line.ts';
import type { DemoLetter } from './letters.ts';

const demonstration = sampleDemonstration(1);
const numbering = sampleNumbering(demonstration);

/** What a letter is about, told by the words of its story that are the same in every letter. */
const STORY_WORDS = Object.values(SITUATIONS)
  .flat()
  .map((situation) => [situation, situation[2].split(/\{[^}]+\}/)] as const);
const situationOf = ({ body }: DemoLetter): Situation | undefined =>
  STORY_WORDS.find(([, words]) => words.every((word) => body.includes(word)))?.[0];

// Generating takes seconds, and the machine of a test run is a busy one.
jest.setTimeout(120_000);

describe('the matters of the letters', () => {
  let letters: DemoLetter[];
  beforeAll(() => {
    letters = [...demonstration.letters(numbering)];
  });

  it('speak of some 150 different matters, with nothing left to fill in and no text too long for the door', () => {
    expect(new Set(letters.map(({ subject }) => subject)).size).toBeGreaterThan(2000);
    for (const { subject, body, reviewedBody, replies } of letters) {
      for (const text of [subject, body, reviewedBody, ...replies.map((reply) => reply.body)]) {
        if (/[{}〔〕]|undefined/.test(text) || text.trim() === '') throw new Error(text);
      }
      if (subject.length > 120) throw new Error(subject);
    }
  });

  it('word one matter in many ways, and are quoted by their own subject', () => {
    for (const { code } of LINES) {
      const offices = new Set(
        demonstration.departments
          .filter(({ lineCode }) => lineCode === code)
          .map((department) => numbering.departmentId(department.code)),
      );
      const subjects = letters
        .filter(({ departmentId }) => offices.has(departmentId))
        .map(({ subject }) => subject.replace(/\d/g, ''));
      const counts = new Map<string, number>();
      for (const subject of subjects) counts.set(subject, (counts.get(subject) ?? 0) + 1);
      // One subject for each matter would be above 5 % in every line. Among few letters, shares say little.
      if (subjects.length > 300) expect(Math.max(...counts.values()) / subjects.length).toBeLessThan(0.05);
    }
    const quotes = letters.flatMap(({ subject, replies }) =>
      replies.flatMap(({ body }) => {
        const quoted = /^您好，关于“(.+?)”，/.exec(body)?.[1];
        return quoted === undefined ? [] : [[quoted, subject]];
      }),
    );
    expect(quotes.length).toBeGreaterThan(800);
    expect(quotes.filter(([quoted, subject]) => quoted !== subject)).toEqual([]);
  });

  it('are filed under the item that they are about, where their office offers it, in four cases of five', () => {
    const offered = new Map(
      demonstration.items.map(({ code, departmentCode, name }) => [
        `${numbering.departmentId(departmentCode)} ${name.zh}`,
        numbering.itemId(code),
      ]),
    );
    const about = letters.map((letter) => {
      const situation = situationOf(letter);
      if (situation === undefined) throw new Error(letter.body);
      return { filed: letter.itemId, own: offered.get(`${letter.departmentId} ${situation[5]}`) ?? null };
    });
    expect(about.filter(({ filed, own }) => filed !== null && filed !== own)).toEqual([]);
    const fitting = about.filter(({ own }) => own !== null);
    expect(fitting.length).toBeGreaterThan(2000);
    expect(
      Math.abs(fitting.filter(({ filed }) => filed !== null).length / fitting.length - 0.8),
    ).toBeLessThan(0.03);
  });
});
