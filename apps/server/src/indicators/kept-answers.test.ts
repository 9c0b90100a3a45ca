import { describe, expect, it } from '@jest/globals';
import { KeptAnswers } from './kept-answers.ts';

describe('kept answers', () => {
  it('are made once for all who ask, also while they are being made', async () => {
    const kept = new KeptAnswers<number>(2);
    let made = 0;
    const make = async () => (made += 1);
    expect(await Promise.all([kept.get('a', make), kept.get('a', make)])).toEqual([1, 1]);
    expect(await kept.get('a', make)).toBe(1);
  });

  it('go when others were asked for since', async () => {
    const kept = new KeptAnswers<string>(2);
    for (const question of ['a', 'b', 'a', 'c']) await kept.get(question, async () => question);
    expect(await kept.get('a', async () => 'anew')).toBe('a');
    expect(await kept.get('b', async () => 'anew')).toBe('anew');
  });

  it('are not kept when they failed', async () => {
    const kept = new KeptAnswers<string>(2);
    await expect(kept.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await kept.get('a', async () => 'back')).toBe('back');
  });
});
