import { describe, expect, it } from '@jest/globals';
import { findPersonalData, isDisclosableType } from '@huiyin/domain';
import { Chance } from '../../chance.ts';
import { CATALOGUE } from '../../province/items.ts';
import { LINES } from '../../province/lines.ts';
import { demoRegions } from '../../province/regions.ts';
import { drawSlots, fill, SLOT_NAMES } from '../slots.ts';
import { SITUATIONS } from './by-line.ts';

const all = Object.values(SITUATIONS).flat();

describe('what people write about', () => {
  it('is at least 150 different matters', () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    for (const place of [1, 2, 3, 4] as const) {
      const texts = all.filter(([type]) => isDisclosableType(type)).flatMap((situation) => situation[place]);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it('has at least two subjects for each matter, none of them used for another matter of its line', () => {
    for (const situations of Object.values(SITUATIONS)) {
      for (const [, subjects] of situations) expect(new Set(subjects).size).toBeGreaterThanOrEqual(2);
      const subjects = situations.flatMap((situation) => situation[1]);
      expect(subjects.filter((subject, index) => subjects.indexOf(subject) !== index)).toEqual([]);
    }
  });

  it('has subjects that are short whatever they are filled with, and tell no person', () => {
    const chance = new Chance('subjects');
    const places = demoRegions().map(({ name }) => name.zh);
    for (const subject of all.flatMap((situation) => situation[1])) {
      for (let draw = 0; draw < 20; draw += 1) {
        const filled = fill(subject, drawSlots('2026-12-28', chance.one(places), places, chance));
        if (filled.length > 60 || /[{}]/.test(filled) || findPersonalData(filled).length > 0) {
          throw new Error(filled);
        }
      }
    }
  });

  it('is about service items that its line knows, in every line', () => {
    for (const { code } of LINES) {
      const known = CATALOGUE[code].map(([name]) => name);
      const named = SITUATIONS[code].flatMap(([, , , , , item]) => item ?? []);
      expect(named.filter((item) => !known.includes(item))).toEqual([]);
      expect(named.length).toBeGreaterThan(0);
      expect(named.length).toBeLessThan(SITUATIONS[code].length);
    }
  });

  it('leaves open only words that are known', () => {
    const slots = all.flatMap((situation) =>
      [
        ...situation
          .slice(1)
          .join('')
          .matchAll(/\{([^}]*)\}/g),
      ].map(([, name]) => name),
    );
    expect(slots.filter((name) => !SLOT_NAMES.some((known) => known === name))).toEqual([]);
    expect(new Set(slots)).toEqual(new Set(SLOT_NAMES));
  });

  it('is of every kind of letter in every line but the smallest', () => {
    for (const situations of Object.values(SITUATIONS)) {
      const types = new Set(situations.map(([type]) => type));
      expect([...types]).toEqual(expect.arrayContaining(['enquiry', 'help', 'complaint', 'suggestion']));
    }
  });
});
