import { describe, expect, it } from '@jest/globals';
import { timeOfUuid7 } from '@huiyin/domain';
import { Chance } from './chance.ts';

const many = <T>(draw: () => T, times = 20_000): T[] => Array.from({ length: times }, draw);
const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe('chance', () => {
  it('repeats itself for the same seed and label, and not for another', () => {
    const draw = (chance: Chance) => many(() => chance.between(0, 1), 5);
    expect(draw(new Chance('a').of('b'))).toEqual(draw(new Chance('a').of('b')));
    expect(draw(new Chance('a').of('b'))).not.toEqual(draw(new Chance('a').of('c')));
    expect(draw(new Chance('a'))).not.toEqual(draw(new Chance('b')));
  });

  it('gives a labelled source that does not depend on what was drawn before', () => {
    const used = new Chance('a');
    many(() => used.between(0, 1), 100);
    expect(used.of('b').between(0, 1)).toBe(new Chance('a').of('b').between(0, 1));
  });

  it('counts what is expected 0.3, 7 and 90 times as often as that, with the spread of Poisson', () => {
    for (const expected of [0.3, 7, 90]) {
      const chance = new Chance(`count ${expected}`);
      const counts = many(() => chance.count(expected));
      const average = mean(counts);
      expect(Math.abs(average - expected)).toBeLessThan(5 * Math.sqrt(expected / counts.length));
      expect(mean(counts.map((count) => (count - average) ** 2)) / expected).toBeCloseTo(1, 1);
    }
    expect(new Chance('x').count(0)).toBe(0);
  });

  it('makes ids of version 7 that carry their instant and never come twice', () => {
    const chance = new Chance('ids');
    const instants = [0, 65_535, 65_536, 1_700_000_000_001, 2 ** 48 - 1];
    for (const instant of instants) expect(timeOfUuid7(chance.id(instant))).toBe(instant);
    expect(new Set(many(() => chance.id(1))).size).toBe(20_000);
  });

  it('draws by weight and by share', () => {
    const chance = new Chance('weights');
    const drawn = many(() =>
      chance.weighted([
        ['often', 3],
        ['seldom', 1],
      ] as const),
    );
    expect(drawn.filter((word) => word === 'often').length / drawn.length).toBeCloseTo(0.75, 1);
    const places = many(() => chance.place([0.1, 0.2, 0.7]));
    expect(places.filter((place) => place === 2).length / places.length).toBeCloseTo(0.7, 1);
    expect(new Set(places)).toEqual(new Set([0, 1, 2]));
  });

  it('writes digits with leading noughts', () => {
    const chance = new Chance('digits');
    const texts = many(() => chance.digits(3), 2000);
    expect(texts.every((text) => /^\d{3}$/.test(text))).toBe(true);
    expect(texts.some((text) => text.startsWith('0'))).toBe(true);
  });
});
