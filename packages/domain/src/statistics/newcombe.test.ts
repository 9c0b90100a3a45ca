import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newcombeDifference } from './newcombe.ts';

const part = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

describe("Newcombe's difference of two shares", () => {
  it('is 0.2000 (0.0524, 0.3339) for 56 of 70 against 48 of 80', () => {
    const answer = newcombeDifference(56, 70, 48, 80);
    expect(answer?.difference).toBeCloseTo(0.2, 12);
    expect(answer?.low).toBeCloseTo(0.0524, 4);
    expect(answer?.high).toBeCloseTo(0.3339, 4);
  });

  it('says nothing when one side is empty', () => {
    expect(newcombeDifference(0, 0, 1, 2)).toBeNull();
    expect(newcombeDifference(1, 2, 0, 0)).toBeNull();
  });

  it('keeps a width when both shares are 100 %', () => {
    expect(newcombeDifference(10, 10, 10, 10)).toMatchObject({ difference: 0 });
    expect(newcombeDifference(10, 10, 10, 10)?.low).toBeLessThan(-0.2);
  });

  it('contains the difference, stays inside −1…1, and turns its sign when the sides are exchanged', () => {
    fc.assert(
      fc.property(part, part, (a, b) => {
        const there = newcombeDifference(a.x, a.n, b.x, b.n);
        const back = newcombeDifference(b.x, b.n, a.x, a.n);
        if (there === null || back === null) throw new Error('both sides have people');
        expect(there.low).toBeLessThanOrEqual(there.difference);
        expect(there.high).toBeGreaterThanOrEqual(there.difference);
        expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(there.high).toBeLessThanOrEqual(1 + 1e-12);
        expect(there.low).toBeCloseTo(-back.high, 12);
      }),
    );
  });
});
