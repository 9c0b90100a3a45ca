import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { betweenGoalposts } from './goalposts.ts';

const toTen = { low: 0, high: 10 } as const;

describe('a value between its goalposts', () => {
  it.each([
    [1, 0.1, 0.9],
    [0, 0, 1],
    [10, 1, 0],
    [11, 1, 0],
    [-1, 0, 1],
  ])('%d in (0, 10) is %d where more is better and %d where less is', (value, up, down) => {
    expect(betweenGoalposts(value, { ...toTen, better: 'up' })).toBe(up);
    expect(betweenGoalposts(value, { ...toTen, better: 'down' })).toBe(down);
  });

  it('never leaves 0–1, grows with the value, and the two directions make a whole', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, (a, b, one, other) => {
        fc.pre(a !== b);
        const posts = { low: Math.min(a, b), high: Math.max(a, b) };
        const up = (value: number): number => betweenGoalposts(value, { ...posts, better: 'up' });
        expect(up(one)).toBeGreaterThanOrEqual(0);
        expect(up(one)).toBeLessThanOrEqual(1);
        expect(up(Math.max(one, other))).toBeGreaterThanOrEqual(up(Math.min(one, other)));
        expect(up(one) + betweenGoalposts(one, { ...posts, better: 'down' })).toBeCloseTo(1, 12);
      }),
    );
  });

  it('refuses posts that stand on one spot or the wrong way round, and what is no value', () => {
    expect(() => betweenGoalposts(1, { low: 5, high: 5, better: 'up' })).toThrow(RangeError);
    expect(() => betweenGoalposts(1, { low: 10, high: 0, better: 'down' })).toThrow(RangeError);
    expect(() => betweenGoalposts(1, { low: 0, high: Infinity, better: 'up' })).toThrow(RangeError);
    expect(() => betweenGoalposts(NaN, { ...toTen, better: 'up' })).toThrow(RangeError);
  });
});
