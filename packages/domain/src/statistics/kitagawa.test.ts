import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kitagawaSplit } from './kitagawa.ts';

const part = fc.nat({ max: 1000 }).chain((n) => fc.record({ x: fc.nat({ max: n }), n: fc.constant(n) }));
const strata = fc.array(fc.record({ before: part, after: part }), { minLength: 1, maxLength: 12 });

describe("Kitagawa's split of a change", () => {
  it('says that both strata improved while the total fell: .7500 → .7175, rate +.03875, mix −.07125', () => {
    const split = kitagawaSplit([
      { before: { x: 90, n: 100 }, after: { x: 46, n: 50 } },
      { before: { x: 60, n: 100 }, after: { x: 97.5, n: 150 } },
    ]);
    expect(split?.before).toBeCloseTo(0.75, 12);
    expect(split?.after).toBeCloseTo(0.7175, 12);
    expect(split?.rateEffect).toBeCloseTo(0.03875, 12);
    expect(split?.mixEffect).toBeCloseTo(-0.07125, 12);
  });

  it('adds up: rate and mix effect are the change', () => {
    fc.assert(
      fc.property(strata, (list) => {
        const split = kitagawaSplit(list);
        const empty = list.every((s) => s.before.n === 0) || list.every((s) => s.after.n === 0);
        expect(split === null).toBe(empty);
        if (split !== null) expect(split.rateEffect + split.mixEffect).toBeCloseTo(split.change, 10);
      }),
    );
  });

  it('sees no rate effect in a stratum that appears, and no mix effect without a shift of weight', () => {
    const appears = kitagawaSplit([
      { before: { x: 50, n: 100 }, after: { x: 50, n: 100 } },
      { before: { x: 0, n: 0 }, after: { x: 90, n: 100 } },
    ]);
    expect(appears?.rateEffect).toBe(0);
    expect(appears?.mixEffect).toBeCloseTo(0.2, 12);
    const steady = kitagawaSplit([
      { before: { x: 50, n: 100 }, after: { x: 120, n: 200 } },
      { before: { x: 10, n: 100 }, after: { x: 40, n: 200 } },
    ]);
    expect(steady?.mixEffect).toBe(0);
    expect(steady?.rateEffect).toBeCloseTo(0.1, 12);
  });
});
