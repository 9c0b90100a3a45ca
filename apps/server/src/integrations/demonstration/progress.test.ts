import { describe, expect, it } from '@jest/globals';
import type { PartName } from './progress.ts';
import { Progress } from './progress.ts';

describe('the progress of a load', () => {
  const PARTS: readonly PartName[] = ['ratings', 'letters', 'publications', 'tallies', 'figures'];

  it('says every fifth percent once, in order, from 0 to 100', () => {
    const lines: string[] = [];
    const progress = new Progress((line) => lines.push(line));
    for (const part of PARTS) {
      const report = progress.part(part);
      for (let share = 0; share <= 1; share += 1 / 256) report(share);
    }
    expect(lines).toHaveLength(21);
    expect(lines[0]).toBe('Demonstration:   0 %, ratings');
    expect(lines[20]).toBe('Demonstration: 100 %, figures');
    expect(lines).toEqual([...lines].sort());
  });

  it('says nothing twice when a part is reported late', () => {
    const lines: string[] = [];
    const progress = new Progress((line) => lines.push(line));
    progress.part('figures')(0);
    progress.part('ratings')(1);
    progress.part('figures')(0);
    expect(lines).toEqual(['Demonstration:  90 %, figures']);
  });
});
