import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ceilingDiagnosis } from './ceiling.ts';
import { normalDraws, seededUniform } from './seeded.ts';

const inPoints = { best: 100, worst: 0, seed: 1 } as const;
const inShares = { best: 1, worst: 0, seed: 1 } as const;
const even = (values: number[], error: number) => values.map((value) => ({ value, error }));

describe('whether an indicator still separates units', () => {
  it('says ceiling of 50 offices with 99.99 % satisfied among 2.04 million', () => {
    const error = Math.sqrt((0.9999 * 0.0001) / 40_800);
    const units = even(new Array<number>(50).fill(0.9999), error);
    expect(ceilingDiagnosis({ ...inShares, units })).toEqual({
      verdict: 'ceiling',
      pairsApart: 0,
      atBest: 1,
      reliability: 0,
    });
  });

  it('says ceiling even where huge numbers let hundredths of a point be told apart', () => {
    const units = even(
      Array.from({ length: 20 }, (_, index) => 99.7 + index / 100),
      0.0001,
    );
    expect(ceilingDiagnosis({ ...inPoints, units })).toMatchObject({ verdict: 'ceiling', pairsApart: 1 });
  });

  it('has reliability 96/100 for 60, 70, 80 with error 2, and tells all three pairs apart', () => {
    const answer = ceilingDiagnosis({ ...inPoints, units: even([60, 70, 80], 2) });
    expect(answer?.reliability).toBeCloseTo(0.96, 14);
    expect(answer).toMatchObject({ verdict: 'separates', pairsApart: 1, atBest: 0 });
  });

  it('says hardly where the values differ no more than chance makes them', () => {
    const draw = normalDraws(seededUniform(3));
    const units = even(
      Array.from({ length: 60 }, () => 70 + 4 * draw()),
      4,
    );
    const answer = ceilingDiagnosis({ ...inPoints, units });
    expect(answer?.verdict).toBe('hardly');
    expect(answer?.pairsApart).toBeLessThan(0.01);
    expect(answer?.reliability).toBeLessThan(0.3);
  });

  it('finds the reliability that a simulation put in', () => {
    const draw = normalDraws(seededUniform(4));
    const units = even(
      Array.from({ length: 1500 }, () => 60 + 6 * draw() + 3 * draw()),
      3,
    );
    const answer = ceilingDiagnosis({ ...inPoints, units, draws: 50 });
    expect(Math.abs((answer?.reliability ?? NaN) - 36 / 45)).toBeLessThan(0.02);
  });

  it('knows the best value where less is better', () => {
    const units = even([0, 0.001, 0.004, 0.2], 0.001);
    expect(ceilingDiagnosis({ best: 0, worst: 1, seed: 1, units })?.atBest).toBe(0.75);
    expect(ceilingDiagnosis({ best: 0, worst: 1, seed: 1, units, near: 0 })?.atBest).toBe(0.25);
    expect(ceilingDiagnosis({ best: 0, worst: 1, seed: 1, units, near: 0.2 })?.verdict).toBe('ceiling');
  });

  it('says hardly of exact values that are all the same below the best', () => {
    expect(ceilingDiagnosis({ ...inPoints, units: even([0.1, 0.1, 0.1], 0) })).toEqual({
      verdict: 'hardly',
      pairsApart: 0,
      atBest: 0,
      reliability: null,
    });
  });

  it('gives shares of 0–1 that do not hang on the unit of the values', () => {
    const unit = fc.record({
      value: fc.integer({ min: 0, max: 100 }),
      error: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 2, maxLength: 20 }), (units) => {
        const answer = ceilingDiagnosis({ ...inPoints, units, draws: 100 });
        if (answer === null) throw new Error('there are two units');
        const { pairsApart, atBest, reliability } = answer;
        for (const share of [pairsApart, atBest, reliability ?? 0]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        const halved = units.map(({ value, error }) => ({ value: value / 2, error: error / 2 }));
        expect(ceilingDiagnosis({ best: 50, worst: 0, seed: 1, units: halved, draws: 100 })).toEqual(answer);
      }),
    );
  });

  it('has nothing to say of one unit, and refuses a question that is none', () => {
    expect(ceilingDiagnosis({ ...inPoints, units: even([50], 1) })).toBeNull();
    expect(ceilingDiagnosis({ ...inPoints, units: [] })).toBeNull();
    expect(() => ceilingDiagnosis({ ...inPoints, worst: 100, units: [] })).toThrow(RangeError);
    expect(() => ceilingDiagnosis({ ...inPoints, near: 1, units: [] })).toThrow(RangeError);
    expect(() => ceilingDiagnosis({ ...inPoints, units: even([1, NaN], 1) })).toThrow(RangeError);
    expect(() => ceilingDiagnosis({ ...inPoints, units: even([1, 2], -1) })).toThrow(RangeError);
  });
});
