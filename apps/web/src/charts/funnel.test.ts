import { describe, expect, it } from '@jest/globals';
import type { Language, Ranking } from '@huiyin/contract';
import fc from 'fast-check';
import { funnelView } from '../features/rankings/funnel-chart.ts';
import {
  aRanking,
  fullRanking,
  indistinctRanking,
  manyRanking,
  unfocusedRanking,
} from '../fixtures/rankings.ts';
import { voiceOf } from '../wording/voice.ts';
import { drawingOf } from './drawing.ts';
import { areaIn, faultsOf, PLOT_WIDTHS, wordsIn } from './drawn-words.ts';
import { NARROWEST } from './plot.ts';

const languages: readonly Language[] = ['zh', 'en'];

const chartOf = (ranking: Ranking, language: Language) => funnelView(ranking, voiceOf(language))!.chart;

/** Six small departments, the worst of them at the inner limit and farthest right. */
const worstAtTheEdge = aRanking(
  [
    [106, 108],
    [103, 105],
    [103, 107],
    [105, 113],
    [87, 100],
    [104, 129],
  ],
  null,
);
/** One department much larger than the others, which lie along the middle. */
const oneLarge: readonly (readonly [number, number])[] = [
  [918, 1033],
  [102, 115],
  [157, 178],
  [250, 286],
  [472, 556],
  [533, 635],
  [427, 511],
  [363, 436],
  [578, 696],
  [527, 639],
  [326, 396],
  [478, 583],
];

const cases: readonly (readonly [string, Ranking])[] = [
  ['of 23 districts with a focus and three outside the limits', fullRanking],
  ['of 23 districts', unfocusedRanking],
  ['of four that cannot be told apart', indistinctRanking],
  ['of many', manyRanking],
  ['whose worst department is at the right end of a limit', worstAtTheEdge],
  ['with one large department', aRanking(oneLarge, 5)],
];
const each = cases.flatMap(([name, ranking]) =>
  languages.map((language) => [name, language, chartOf(ranking, language)] as const),
);

describe.each(each)('a funnel %s (%s)', (_, __, chart) => {
  const drawing = drawingOf(chart);

  it.each(PLOT_WIDTHS)('has every word free of the departments in a plot of %i pixels', (width) => {
    expect(faultsOf(drawing, width)).toEqual([]);
  });

  it('names its focus', () => {
    const focus = chart.points.filter((point) => point.role === 'focus').map((point) => point.label);
    expect(wordsIn(drawing)).toEqual(expect.arrayContaining(focus));
  });

  it('cuts no mark at the right edge', () => {
    const most = Math.max(...drawing.pieces.map((piece) => (piece.kind === 'mark' ? piece.x : 0)));
    expect(most).toBeCloseTo(100 / 1.06, 1);
    expect((most / 100) * NARROWEST + 6).toBeLessThan(NARROWEST);
  });

  it('carries its limits on to the right edge', () => {
    const tint = drawing.pieces
      .flatMap((piece) => (piece.kind === 'curves' ? piece.paths : []))
      .find((path) => path['fill'] === 'var(--peer-tint)');
    const ends = [...String(tint?.['d']).matchAll(/[ML]([\d.]+)/g)].map((found) => Number(found[1]));
    expect(Math.max(...ends)).toBeCloseTo(44 + drawing.width);
  });
});

describe('the words of a funnel', () => {
  it('name the departments outside the limits and all three lines where there is room', () => {
    const drawing = drawingOf(chartOf(fullRanking, 'zh'));
    expect(wordsIn(drawing)).toEqual(
      expect.arrayContaining(['芦渠县83.5%', '柳汊县86.8%', '95%限', '99.8%限', '合计94.7%']),
    );
  });

  it('stand a little farther off their line where departments lie along it', () => {
    expect(wordsIn(drawingOf(chartOf(aRanking(oneLarge, null), 'en')))).toContain('All together 84.6%');
  });

  it('name either of two lines alike, whichever has room farther right', () => {
    const drawing = drawingOf(chartOf(manyRanking, 'en'));
    expect(areaIn(drawing, '95% limit', NARROWEST).bottom).toBeLessThan(drawing.height / 2);
  });

  it('give way where departments stand close: lines are named in the caption', () => {
    const crowd = Array.from({ length: 240 }, (_, index): [number, number] => {
      const n = 120 + ((index * 37) % 241) * 8;
      return [Math.round(n * (0.84 + ((index * 29) % 120) / 800)), n];
    });
    const words = wordsIn(drawingOf(chartOf(aRanking(crowd, null), 'en')));
    expect(words.some((text) => text.startsWith('All together'))).toBe(false);
  });

  it('never stand on a department, wherever departments stand', () => {
    const some = fc.record({
      n: fc.integer({ min: 100, max: 3000 }),
      share: fc.integer({ min: 60, max: 100 }),
    });
    fc.assert(
      fc.property(
        fc.array(some, { minLength: 3, maxLength: 25 }),
        fc.constantFrom(...languages),
        (departments, language) => {
          const counts = departments.map(({ n, share }): [number, number] => [
            Math.round((n * share) / 100),
            n,
          ]);
          const drawing = drawingOf(chartOf(aRanking(counts, null), language));
          for (const width of PLOT_WIDTHS) expect(faultsOf(drawing, width)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
