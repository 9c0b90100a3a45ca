import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortenedTo, widthOf } from './word-width.ts';

describe('the estimated width of a word', () => {
  it.each([
    ['同级中位数', 400, 75],
    ['未满', 400, 30],
    ['三季度98.1%', 600, 93],
    ['九成11个工作日内', 600, 126],
    ['99.8%限', 400, 60],
    ['not over', 400, 58],
    ['Peers together', 400, 102],
    ['Peer median', 400, 88],
    ['Q3 87.4 points', 600, 105],
    ['half within 5 days', 600, 130],
    ['nine in ten within 11 days', 600, 188],
    ['Liucha County 86.8%', 600, 155],
  ] as const)('of “%s” at weight %i is what a browser draws, and little more', (text, weight, drawn) => {
    const width = widthOf(text, 15, weight);
    expect(width).toBeGreaterThanOrEqual(drawn - 1);
    expect(width).toBeLessThan(drawn * 1.1);
  });

  it('grows with the size of the words', () => {
    expect(widthOf('Peer median', 30)).toBeCloseTo(2 * widthOf('Peer median', 15));
  });
});

describe('a text shortened to a width', () => {
  it('is left alone where it fits', () => {
    expect(shortenedTo(100, '同级中位数', 15, 400)).toBe('同级中位数');
  });

  it('ends in an ellipsis where it does not, and fits', () => {
    expect(shortenedTo(60, '云汀市人力资源和社会保障局', 15, 400)).toBe('云汀市…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 240 }), (text, width) => {
        expect(widthOf(shortenedTo(width, text, 15, 600), 15, 600)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
