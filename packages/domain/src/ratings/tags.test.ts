import { describe, expect, it } from '@jest/globals';
import { LEVELS } from './rating.ts';
import { RATING_TAGS, tagsFor } from './tags.ts';

describe('the tags that a form offers', () => {
  it('asks about the platform online and about manners at a counter', () => {
    expect(tagsFor(5, true)).toContain('platform');
    expect(tagsFor(5, true)).not.toContain('attitude');
    expect(tagsFor(5, false)).toContain('attitude');
    expect(tagsFor(5, false)).not.toContain('platform');
  });

  it('asks whether it was solved at levels 1 and 2 only', () => {
    const asked = LEVELS.filter((level) => tagsFor(level, true).includes('unsolved'));
    expect(asked).toEqual([1, 2]);
  });

  it('offers each once, and only ones that a rating may carry', () => {
    for (const level of LEVELS)
      for (const online of [true, false]) {
        const tags = tagsFor(level, online);
        expect(new Set(tags).size).toBe(tags.length);
        expect(RATING_TAGS).toEqual(expect.arrayContaining([...tags]));
      }
  });
});
