import { describe, expect, it } from '@jest/globals';
import type { Page } from '@huiyin/contract';
import { PageMemory } from './page-memory.ts';

const aPage = (text: string): Page => ({
  page: 'problem',
  data: { status: 404, code: 'not_found', text, places: [] },
});

describe('the memory of pages', () => {
  it('gives back what was last good at an address, and when', () => {
    const memory = new PageMemory();
    memory.remember('/', aPage('old'), 1);
    memory.remember('/', aPage('new'), 2);
    expect(memory.recall('/')).toEqual({ page: aPage('new'), at: 2 });
    expect(memory.recall('/letters')).toBeUndefined();
  });

  it('forgets the oldest address first, and never grows without end', () => {
    const memory = new PageMemory();
    for (let place = 0; place < 1000; place += 1) memory.remember(`/${place}`, aPage(''), place);
    expect(memory.recall('/0')).toBeUndefined();
    expect(memory.recall('/999')).toBeDefined();
    expect(memory.recall('/700')).toBeDefined();
    expect(memory.recall('/699')).toBeUndefined();
  });
});
