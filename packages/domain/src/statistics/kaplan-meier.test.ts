import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kaplanMeier } from './kaplan-meier.ts';
import type { WaitRow } from './kaplan-meier.ts';
import { seededUniform } from './seeded.ts';

const row = fc.record({ wait: fc.nat({ max: 60 }), answered: fc.nat({ max: 9 }), left: fc.nat({ max: 9 }) });
const share = fc.double({ min: 0.01, max: 1, noNaN: true });

describe('the share answered within a wait, open letters counted', () => {
  it('is 0.1 and 0.28 when 1 of 10 is answered at 1, 4 leave at 2 and 1 of 5 is answered at 3', () => {
    const { steps, quantile } = kaplanMeier([
      { wait: 3, answered: 1, left: 4 },
      { wait: 1, answered: 1, left: 0 },
      { wait: 2, answered: 0, left: 4 },
    ]);
    expect(steps.map(({ wait, atRisk, answered }) => [wait, atRisk, answered])).toEqual([
      [1, 10, 1],
      [3, 5, 1],
    ]);
    expect(steps[0]?.share).toBeCloseTo(0.1, 12);
    expect(steps[1]?.share).toBeCloseTo(0.28, 12);
    // log(−log S): S = .72, V = 1/(10·9) + 1/(5·4), √V/|log S| = .7525; S^e^(±1.959964·.7525).
    const reach = Math.exp((1.959963984540054 * Math.sqrt(1 / 90 + 1 / 20)) / -Math.log(0.72));
    expect(steps[1]?.low).toBeCloseTo(1 - 0.72 ** (1 / reach), 12);
    expect(steps[1]?.high).toBeCloseTo(1 - 0.72 ** reach, 12);
    expect(quantile(0.28)).toBe(3);
    expect(quantile(0.29)).toBeNull();
  });

  it('has no step for no letter, and no quantile for letters of which none was answered', () => {
    expect(kaplanMeier([]).steps).toEqual([]);
    expect(kaplanMeier([]).quantile(0.5)).toBeNull();
    expect(kaplanMeier([{ wait: 9, answered: 0, left: 3 }]).quantile(0.5)).toBeNull();
  });

  it('does not claim certainty when everybody was answered at once', () => {
    const one = kaplanMeier([{ wait: 0, answered: 10, left: 0 }]).steps[0];
    expect(one?.share).toBe(1);
    expect(one?.high).toBe(1);
    // Wilson for 10 of 10.
    expect(one?.low).toBeCloseTo(10 / (10 + 1.959963984540054 ** 2), 12);
  });

  it('equals the plain count when nothing is open', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 80 }), share, (waits, p) => {
        const { steps, quantile } = kaplanMeier(waits.map((wait) => ({ wait, answered: 1, left: 0 })));
        const sorted = [...waits].sort((a, b) => a - b);
        for (const step of steps) {
          const within = sorted.filter((wait) => wait <= step.wait).length;
          expect(step.share).toBeCloseTo(within / sorted.length, 13);
        }
        expect(quantile(p)).toBe(sorted[Math.ceil(p * sorted.length - 1e-9) - 1]);
      }),
    );
  });

  it('hits every round share exactly: one fifth of five letters is reached with the first', () => {
    for (let n = 1; n <= 200; n += 1) {
      const { quantile } = kaplanMeier(
        Array.from({ length: n }, (_, wait) => ({ wait, answered: 1, left: 0 })),
      );
      for (let k = 1; k <= n; k += 1) expect(quantile(k / n)).toBe(k - 1);
    }
  });

  it('rises, stays inside 0–1 and holds the share in its interval', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        let earlier = 0;
        for (const step of kaplanMeier(rows).steps) {
          expect(step.share).toBeGreaterThan(earlier);
          expect(step.low).toBeGreaterThanOrEqual(0);
          expect(step.low).toBeLessThanOrEqual(step.share);
          expect(step.high).toBeGreaterThanOrEqual(step.share);
          expect(step.high).toBeLessThanOrEqual(1);
          earlier = step.share;
        }
      }),
    );
  });

  it('never shortens a wait because a letter is still open instead of left out', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), share, (rows, p) => {
        const blind = kaplanMeier(rows.map((each): WaitRow => ({ ...each, left: 0 }))).quantile(p);
        const seeing = kaplanMeier(rows).quantile(p);
        if (blind !== null) expect(seeing ?? Infinity).toBeGreaterThanOrEqual(blind);
      }),
    );
  });

  it('recovers the true share when half of the letters are cut off by the end of the period', () => {
    const uniform = seededUniform(21);
    const rows = Array.from({ length: 20_000 }, (): WaitRow => {
      const reply = Math.floor(-20 * Math.log(1 - uniform()));
      const seen = Math.floor(40 * uniform());
      return reply <= seen ? { wait: reply, answered: 1, left: 0 } : { wait: seen, answered: 0, left: 1 };
    });
    const at = kaplanMeier(rows).steps.find((step) => step.wait === 19)?.share ?? NaN;
    expect(Math.abs(at - (1 - Math.exp(-1)))).toBeLessThan(0.01);
  });

  it('refuses half letters, negative waits and a quantile of nothing', () => {
    expect(() => kaplanMeier([{ wait: 1.5, answered: 1, left: 0 }])).toThrow(RangeError);
    expect(() => kaplanMeier([{ wait: -1, answered: 1, left: 0 }])).toThrow(RangeError);
    expect(() => kaplanMeier([{ wait: 1, answered: -1, left: 0 }])).toThrow(RangeError);
    expect(() => kaplanMeier([]).quantile(0)).toThrow(RangeError);
  });
});
