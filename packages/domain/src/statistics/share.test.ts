import { describe, expect, it } from '@jest/globals';
import { pooledShare, share } from './share.ts';

describe('shares', () => {
  it('sums numerators and denominators: 90/100 and 10/20 make 83.3 %, not 70 %', () => {
    const parts = [
      { x: 90, n: 100 },
      { x: 10, n: 20 },
    ];
    expect(pooledShare(parts)).toBeCloseTo(100 / 120, 15);
  });

  it('has no value where there is nothing to divide by', () => {
    expect(share(0, 0)).toBeNull();
    expect(pooledShare([])).toBeNull();
    expect(pooledShare([{ x: 0, n: 0 }])).toBeNull();
    expect(share(0, 5)).toBe(0);
  });

  it.each([
    [-1, 5],
    [6, 5],
    [NaN, 5],
    [1, Infinity],
  ])('refuses %d of %d', (x, n) => {
    expect(() => share(x, n)).toThrow(RangeError);
  });
});
