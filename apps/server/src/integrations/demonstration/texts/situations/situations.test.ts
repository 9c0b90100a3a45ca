import { describe, expect, it } from '@jest/globals';
import { isDisclosableType } from '@huiyin/domain';
import { SLOT_NAMES } from '../slots.ts';
import { SITUATIONS } from './by-line.ts';

const all = Object.values(SITUATIONS).flat();

describe('what people write about', () => {
  it('is at least 150 different matters', () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    for (const place of [1, 2, 3, 4] as const) {
      const texts = all.filter(([type]) => isDisclosableType(type)).map((situation) => situation[place]);
      expect(new Set(texts).size).toBe(texts.length);
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
