import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gaugeScaleOf, placeOn, scaleOf } from './scale.ts';

describe('a ruler', () => {
  it('has round ends and round ticks', () => {
    expect(scaleOf(83.5, 98.4).ticks).toEqual([80, 85, 90, 95, 100]);
    expect(scaleOf(79.5, 98.4, 0, 100, 4).ticks).toEqual([70, 80, 90, 100]);
    expect(scaleOf(0, 1840, 0, Infinity, 4).ticks).toEqual([0, 500, 1000, 1500, 2000]);
  });

  it('covers what it measures, inside its floor and ceiling', () => {
    const value = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 2, max: 8 }), (a, b, most) => {
        const scale = scaleOf(a, b, 0, 100, most);
        expect(scale.min).toBeLessThanOrEqual(Math.min(a, b));
        expect(scale.max).toBeGreaterThanOrEqual(Math.max(a, b));
        expect(scale.min).toBeGreaterThanOrEqual(0);
        expect(scale.max).toBeLessThanOrEqual(100);
        expect(scale.ticks.length).toBeLessThanOrEqual(most + 1);
        expect(scale.ticks.length).toBeGreaterThan(1);
      }),
    );
  });

  it('of a gauge is never so short that a small difference looks large', () => {
    expect(gaugeScaleOf(91.5, 93.4)).toMatchObject({ min: 80, max: 100 });
    expect(gaugeScaleOf(12.6, 12.8)).toMatchObject({ min: 10, max: 30 });
    expect(gaugeScaleOf(53.8, 83)).toMatchObject({ min: 50, max: 90 });
    const value = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const scale = gaugeScaleOf(Math.min(a, b), Math.max(a, b));
        expect(scale.min).toBeLessThanOrEqual(Math.min(a, b));
        expect(scale.max).toBeGreaterThanOrEqual(Math.max(a, b));
        expect(scale.max - scale.min).toBeGreaterThanOrEqual(20);
        expect(scale.ticks).toHaveLength(5);
      }),
    );
  });

  it('places values between its ends', () => {
    const scale = scaleOf(80, 100);
    expect(placeOn(scale, 90)).toBe(50);
    expect(placeOn(scale, 70)).toBe(0);
    expect(placeOn(scale, 101)).toBe(100);
  });
});
