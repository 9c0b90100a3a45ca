import { describe, expect, it } from '@jest/globals';
import { Chance } from '../chance.ts';
import { SAMPLE_RULES } from '../demonstration.sample.ts';
import { counterTime, deskTime, onlineTime, rhythmOf } from './rhythm.ts';

const days = rhythmOf({
  from: '2025-01-01',
  until: '2026-01-01',
  calendar: SAMPLE_RULES.calendar,
  zone: 'Asia/Shanghai',
});
const on = (date: string) => {
  const day = days.find((candidate) => candidate.date === date);
  if (day === undefined) throw new RangeError(`no ${date}`);
  return day;
};
const hours = (draw: (chance: Chance) => number): number[] => {
  const chance = new Chance('hours');
  return Array.from({ length: 5000 }, () => draw(chance) / 3_600_000);
};

describe('the rhythm of the year', () => {
  it('closes the counters on weekends and holidays and opens them on worked weekends', () => {
    expect(on('2025-06-07').counter).toBe(0);
    expect(on('2025-10-01').counter).toBe(0);
    expect(on('2025-01-26').counter).toBeGreaterThan(0);
    expect(days.every(({ working, counter }) => counter > 0 === working)).toBe(true);
  });

  it('empties before the lunar new year and crowds after it', () => {
    const ordinary = on('2025-03-20').counter;
    expect(on('2025-01-27').counter).toBeLessThan(0.7 * ordinary);
    expect(on('2025-02-05').counter).toBeGreaterThan(1.4 * ordinary);
  });

  it('crowds after the National Day holiday too, but less', () => {
    const peak = on('2025-10-09').counter / on('2025-11-20').counter;
    expect(peak).toBeGreaterThan(1.25);
    expect(peak).toBeLessThan(on('2025-02-05').counter / on('2025-03-19').counter);
  });

  it('is quieter online on free days, and quietest in the new year holiday', () => {
    expect(on('2025-06-07').online).toBeLessThan(0.5 * on('2025-06-06').online);
    expect(on('2025-01-29').online).toBeLessThan(0.5 * on('2025-01-11').online);
  });

  it('grows', () => {
    expect(on('2025-12-17').counter).toBeGreaterThan(1.2 * on('2025-01-08').counter);
  });

  it('lets a case be rated for five working days', () => {
    expect(new Date(on('2025-09-30').rateableUntil).toISOString()).toBe('2025-10-14T15:59:59.999Z');
  });
});

describe('the hours of the day', () => {
  it('are office hours at the counter, with a break at noon', () => {
    const at = hours(counterTime);
    expect(at.every((hour) => (hour >= 8.6 && hour <= 12) || (hour >= 13.5 && hour <= 17.5))).toBe(true);
  });

  it('reach into the evening online', () => {
    const at = hours(onlineTime);
    expect(at.every((hour) => hour >= 0 && hour < 24)).toBe(true);
    expect(at.filter((hour) => hour >= 18).length / at.length).toBeGreaterThan(0.2);
    expect(at.filter((hour) => hour < 6).length / at.length).toBeLessThan(0.05);
  });

  it('are office hours at the desk', () => {
    expect(hours(deskTime).every((hour) => hour >= 9 && hour < 17.4)).toBe(true);
  });
});
