import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { correlation, correlationInterval, correlationMatrix } from './correlation.ts';
import { normalDraws, seededUniform } from './seeded.ts';

const value = fc.double({ min: -1000, max: 1000, noNaN: true });
const pairs = fc.array(fc.tuple(value, value), { maxLength: 30 });

describe('the correlation of two series', () => {
  it('of 1, 2, 3, 4 with 1, 3, 2, 4 is .8', () => {
    expect(correlation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 15);
  });

  it('is 1 on a rising line and −1 on a falling one', () => {
    expect(correlation([1, 2, 5], [10, 20, 50])).toBeCloseTo(1, 15);
    expect(correlation([1, 2, 5], [-1, -2, -5])).toBeCloseTo(-1, 15);
  });

  it('is unknown for two pairs, and for a series that never changes even if its mean cannot be written exactly', () => {
    expect(correlation([1, 2], [3, 4])).toBeNull();
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(correlation([1, 2, 3], [0.7, 0.7, 0.7])).toBeNull();
    expect(correlation([], [])).toBeNull();
  });

  it('stays in −1…1, is the same both ways, and turns with the sign of one series', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const x = list.map(([first]) => first);
        const y = list.map(([, second]) => second);
        const r = correlation(x, y);
        expect(correlation(y, x)).toBe(r);
        if (r === null) return;
        expect(Math.abs(r)).toBeLessThanOrEqual(1);
        const turned = y.map((each) => -each);
        expect(correlation(x, turned)).toBeCloseTo(-r, 10);
      }),
    );
  });

  it('refuses series of two lengths and values that are none', () => {
    expect(() => correlation([1, 2, 3], [1, 2])).toThrow(RangeError);
    expect(() => correlation([1, 2, NaN], [1, 2, 3])).toThrow(RangeError);
  });
});

describe('the correlations of all indicators', () => {
  it('rest each on the units that have both values', () => {
    const matrix = correlationMatrix([
      [1, 1, null],
      [2, 3, 9],
      [3, 2, 7],
      [4, 4, null],
      [null, 50, 8],
    ]);
    expect(matrix[0]?.[1]?.n).toBe(4);
    expect(matrix[0]?.[1]?.r).toBeCloseTo(0.8, 15);
    expect(matrix[0]?.[2]).toEqual({ r: null, n: 2 });
    expect(matrix[1]?.[2]?.n).toBe(3);
    expect(matrix[2]?.[1]).toEqual(matrix[1]?.[2]);
    expect(matrix.map((row, index) => row[index]?.r)).toEqual([
      expect.closeTo(1, 15),
      expect.closeTo(1, 15),
      expect.closeTo(1, 15),
    ]);
  });

  it('are none for no units, and need every indicator named for each', () => {
    expect(correlationMatrix([])).toEqual([]);
    expect(() => correlationMatrix([[1, 2], [1]])).toThrow(RangeError);
  });
});

describe('the interval around a correlation', () => {
  it('around −.5 of 28 pairs is −.7358 to −.1560', () => {
    const interval = correlationInterval(-0.5, 28);
    expect(interval?.low).toBeCloseTo(-0.7358185, 7);
    expect(interval?.high).toBeCloseTo(-0.1560284, 7);
  });

  it('needs four pairs, and shuts around 1', () => {
    expect(correlationInterval(0.9, 3)).toBeNull();
    expect(correlationInterval(1, 10)).toEqual({ low: 1, high: 1 });
    expect(() => correlationInterval(1.1, 10)).toThrow(RangeError);
    expect(() => correlationInterval(0.1, -1)).toThrow(RangeError);
  });

  it('holds the true correlation of a simulation about 95 times in 100', () => {
    const draw = normalDraws(seededUniform(21));
    const rho = 0.6;
    let held = 0;
    for (let round = 0; round < 2000; round += 1) {
      const x = Array.from({ length: 30 }, () => draw());
      const y = x.map((each) => rho * each + Math.sqrt(1 - rho * rho) * draw());
      const interval = correlationInterval(correlation(x, y) ?? NaN, 30);
      if (interval !== null && interval.low <= rho && rho <= interval.high) held += 1;
    }
    expect(Math.abs(held / 2000 - 0.95)).toBeLessThan(0.015);
  });
});
