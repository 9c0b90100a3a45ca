import { createHash } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { SAMPLE_NOW, sampleDemonstration, sampleNumbering } from './demonstration.sample.ts';
import type { Demonstration } from './generate.ts';

function hashOf(demonstration: Demonstration): string {
  const { regions, lines, departments, items } = demonstration;
  const numbering = sampleNumbering(demonstration);
  const hash = createHash('sha256').update(JSON.stringify([regions, lines, departments, items]));
  for (const one of demonstration.cases(numbering)) hash.update(JSON.stringify(one));
  for (const letter of demonstration.letters(numbering)) hash.update(JSON.stringify(letter));
  return hash.digest('hex');
}

// Generating takes seconds, and the machine of a test run is a busy one.
jest.setTimeout(120_000);

describe('the demonstration', () => {
  const HOUR = 3_600_000;

  it('is the same for the same seed and day, whatever the hour', () => {
    const hash = hashOf(sampleDemonstration(0.01));
    expect(hashOf(sampleDemonstration(0.01, SAMPLE_NOW + 13 * HOUR))).toBe(hash);
    expect(hashOf(sampleDemonstration(0.01, SAMPLE_NOW + 14 * HOUR))).not.toBe(hash);
    expect(hashOf(sampleDemonstration(0.01, SAMPLE_NOW, 'another seed'))).not.toBe(hash);
  });

  it('tells the same twice, whichever is asked first', () => {
    const demonstration = sampleDemonstration(0.005);
    const numbering = sampleNumbering(demonstration);
    const letters = JSON.stringify([...demonstration.letters(numbering)]);
    expect([...demonstration.cases(numbering)].length).toBeGreaterThan(2000);
    expect(JSON.stringify([...demonstration.letters(numbering)])).toBe(letters);
  });

  it('covers 24 whole months and the running one until yesterday', () => {
    const { from, today } = sampleDemonstration(0.01);
    expect([from, today]).toEqual(['2024-10-01', '2026-10-15']);
  });
});
