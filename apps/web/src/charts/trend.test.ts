import { describe, expect, it } from '@jest/globals';
import type { Language, Trend } from '@huiyin/contract';
import { trendView } from '../features/figures/trend-chart.ts';
import { aMonth, anIndex, aRisingTrend, aShare, aTrend, quarters } from '../fixtures/figures.ts';
import { voiceOf } from '../wording/voice.ts';
import { drawingOf } from './drawing.ts';
import { areaIn, crossedIn, faultsOf, PLOT_WIDTHS, wordsIn } from './drawn-words.ts';
import { NARROWEST } from './plot.ts';

const languages: readonly Language[] = ['zh', 'en'];

const inShare = (percent: number | null = null) => (percent === null ? null : percent / 100);

/** Shares in percent of n each, the last of them of a quarter that still runs; peers’ medians in percent or null. */
function shares(percents: readonly number[], n: number, medians: readonly (number | null)[] = []): Trend {
  const periods = quarters.slice(-percents.length);
  return aTrend(
    'R2',
    percents.map((percent, index) => ({
      ...aShare('R2', Math.round((percent * n) / 100), n),
      period: periods[index]!,
      peerMedian: inShare(medians[index]),
    })),
  );
}

/** An index of points, as above. */
function points(values: readonly number[], n: number, medians: readonly number[]): Trend {
  const periods = quarters.slice(-values.length);
  return aTrend(
    'C1',
    values.map((value, index) => ({
      ...anIndex('C1', value, n),
      period: periods[index]!,
      peerMedian: medians[index] ?? null,
    })),
  );
}

const onlyAtTheEnd = [null, null, null, null, null, null, 84.8, 94.6, null];
const peersAtTheEnd = shares([71.4, 70.6, 81.3, 84.5, 82.8, 84.3, 92, 98.1, 97.4], 80, onlyAtTheEnd);
const peersLevel = points(
  [73.1, 75.2, 78.9, 82, 84.9, 86, 89.6, 87.4, 89.8],
  160,
  [84.9, 83.3, 83.2, 84.1, 84, 84.4, 83.1, 83.8, 84.2],
);
const peersAbove = shares(
  [41.6, 42.3, 40.4, 50.1, 42.7, 43.1, 43.9, 42.1, 46.4],
  420,
  [49.8, 50.7, 52.2, 50.9, 50.9, 49.5, 51, 49, 49.7],
);
const months = aTrend(
  'R2',
  Array.from({ length: 25 }, (_, index) => ({
    ...aShare('R2', 170 + ((index * 7) % 19), 200),
    period: aMonth(2024 + Math.floor((index + 8) / 12), ((index + 8) % 12) + 1, index < 24),
    peerMedian: 0.88 + (index % 5) / 200,
  })),
);

const cases: readonly (readonly [string, Trend])[] = [
  [
    'that rises among its peers past a break',
    { ...aRisingTrend(true), breaks: [{ on: '2026-01-01', system: 'v2' }] },
  ],
  ['of a large department without peers', aRisingTrend(false, 50)],
  ['whose peers are known only at the end', peersAtTheEnd],
  ['whose newest value would stand on the peers’ line', peersLevel],
  ['far below its peers', peersAbove],
  ['that falls into a quarter that still runs', shares([86.4, 79.4, 77.8, 91.7, 83.8, 86.7, 82.9, 75.8], 40)],
  ['of a large department that falls twice', shares([80, 83, 76, 97, 81, 77], 5000)],
  ['of a large department that falls and rises', shares([65, 86, 80, 62, 81], 5000)],
  ['of a large department that falls far and rises', shares([96, 95, 85, 63, 98], 5000)],
  ['of 25 months', months],
  ['of one finished quarter', aTrend('R2', peersLevel.points.slice(7, 8))],
  ['of one quarter that still runs', aTrend('R2', peersLevel.points.slice(8))],
];
const each = cases.flatMap(([name, trend]) =>
  languages.map((language) => [name, language, trendView(trend, null, voiceOf(language))!.chart] as const),
);

describe.each(each)('a trend %s (%s)', (_, __, chart) => {
  const drawing = drawingOf(chart);

  it.each(PLOT_WIDTHS)('has every word free in a plot of %i pixels', (width) => {
    expect(faultsOf(drawing, width)).toEqual([]);
    expect(crossedIn(drawing, width)).toEqual([]);
  });

  it('says its newest value, that a quarter still runs, and every break', () => {
    const { last, open } = chart.says;
    const wanted = [last, chart.points.at(-1)?.open ? open : '', ...chart.breaks.map(({ label }) => label)];
    expect(wordsIn(drawing)).toEqual(expect.arrayContaining(wanted.filter((text) => text !== '')));
  });
});

describe('the name of the peers’ line', () => {
  const chartOf = (trend: Trend) => trendView(trend, null, voiceOf('en'))!.chart;

  it('is said where there is room, at any point of the line', () => {
    expect(wordsIn(drawingOf(chartOf(peersLevel)))).toContain('Peer median');
    expect(wordsIn(drawingOf(chartOf(peersAbove)))).toContain('Peer median');
  });

  it('stands on the subject’s side of its line where the other is taken', () => {
    const crossing = shares([91, 86, 88, 87], 200, [80, 84, 80, 85]);
    expect(wordsIn(drawingOf(chartOf(crossing)))).toContain('Peer median');
  });

  it('stands on bare paper rather than on the band', () => {
    // The band rises over the peers’ line only at its peak, 0.38 of the way along; the words are free up to there.
    const name = areaIn(drawingOf(chartOf(peersAbove)), 'Peer median', NARROWEST);
    expect(name.right).toBeLessThan(0.4 * NARROWEST);
  });

  it('is left to the caption where it could only stand on something', () => {
    expect(chartOf(peersAtTheEnd).says.median).toBe('Peer median');
    expect(wordsIn(drawingOf(chartOf(peersAtTheEnd)))).not.toContain('Peer median');
  });
});

it('marks a median between two gaps with a dot, since no line runs through it', () => {
  const view = (medians: readonly (number | null)[]) =>
    drawingOf(trendView(shares([80, 84, 86, 88], 80, medians), null, voiceOf('zh'))!.chart);
  const dots = (drawing: ReturnType<typeof view>) =>
    drawing.pieces.filter((piece) => piece.kind === 'mark' && piece.path['stroke'] === 'var(--peer)').length;
  expect(dots(view([null, 82, null, null]))).toBe(1);
  expect(dots(view([null, 82, 83, null]))).toBe(0);
});
