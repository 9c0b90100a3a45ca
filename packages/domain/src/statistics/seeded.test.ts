import { describe, expect, it } from '@jest/globals';
import { normalDraws, seedOf, seededUniform } from './seeded.ts';

const take = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

describe('seeded randomness', () => {
  it('repeats itself for the same seed and differs for a neighbouring one', () => {
    expect(take(50, seededUniform(7))).toEqual(take(50, seededUniform(7)));
    const other = new Set(take(50, seededUniform(8)));
    expect(take(50, seededUniform(7)).some((value) => other.has(value))).toBe(false);
    expect(seededUniform(2 ** 40)()).not.toBe(seededUniform(0)());
  });

  it('keeps giving these very digits, because published simulations rest on them', () => {
    expect(take(3, seededUniform(1))).toMatchInlineSnapshot(`
     [
       0.45416540713928677,
       0.15395221600293263,
       0.623297922929989,
     ]
    `);
  });

  it('spreads evenly over 0–1', () => {
    const bins = new Array<number>(100).fill(0);
    for (const value of take(100_000, seededUniform(3))) {
      const bin = Math.floor(value * 100);
      bins[bin] = (bins[bin] ?? NaN) + 1;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99 degrees of freedom: between 60 and 150 but for one seed in a thousand.
    expect(chiSquare).toBeGreaterThan(60);
    expect(chiSquare).toBeLessThan(150);
  });

  it('draws normal values with mean 0, variance 1 and the tails of a bell', () => {
    const draws = take(200_000, normalDraws(seededUniform(11)));
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + value * value, 0) / draws.length;
    const beyond = draws.filter((value) => Math.abs(value) > 1.959964).length / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.015);
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.0025);
  });

  it('refuses a seed that is not a whole number', () => {
    expect(() => seededUniform(0.5)).toThrow(RangeError);
  });
});

describe('the seed of a question', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of “%s” is the published FNV-1a hash', (question, hash) => {
    expect(seedOf(question)).toBe(hash);
  });

  it('is another one for another question', () => {
    expect(seedOf('R2 2025-Q3 3/health/*')).not.toBe(seedOf('R2 2025-Q2 3/health/*'));
  });
});
