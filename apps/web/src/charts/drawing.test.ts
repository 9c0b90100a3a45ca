import { describe, expect, it } from '@jest/globals';
import { aRisingTrend, aTrend, aShare, aWait, quarters } from '../fixtures/figures.ts';
import { fullRanking } from '../fixtures/rankings.ts';
import { trendView } from '../features/figures/trend-chart.ts';
import { waitView } from '../features/figures/wait-chart.ts';
import { funnelView } from '../features/rankings/funnel-chart.ts';
import { voiceOf } from '../wording/voice.ts';
import type { Chart } from './chart.ts';
import { drawingOf } from './drawing.ts';
import { optionOf } from './option.ts';
import { AXIS_HEIGHT } from './theme.ts';
import { timeLabels } from './trend.ts';

const zh = voiceOf('zh');
const chartOf = (view: { readonly chart: Chart } | null): Chart => {
  if (!view) throw new Error('The fixture gives no chart.');
  return view.chart;
};
const trend = { ...aRisingTrend(true), breaks: [{ on: '2026-01-01', system: 'v2' }] };
const charts: readonly (readonly [string, Chart])[] = [
  ['trend', chartOf(trendView(trend, null, zh))],
  ['funnel', chartOf(funnelView(fullRanking, zh))],
  ['wait', chartOf(waitView(aWait(1), aWait(20), zh))],
];

const words = (chart: Chart) =>
  drawingOf(chart).pieces.flatMap((piece) => (piece.kind === 'word' ? [piece.text] : []));

describe.each(charts)('the drawing of a %s', (_, chart) => {
  const drawing = drawingOf(chart);

  it('has curves, marks or words in every kind, and ticks on the value axis', () => {
    expect(drawing.pieces.some((piece) => piece.kind === 'curves' && piece.paths.length > 0)).toBe(true);
    expect(drawing.pieces.some((piece) => piece.kind === 'word')).toBe(true);
    expect(drawing.axis.length).toBeGreaterThan(2);
    expect(drawing.axis.every((tick) => /^\d+(\.\d)?%?$/.test(tick.text))).toBe(true);
  });

  it('places everything inside the plot, in percent', () => {
    for (const piece of drawing.pieces) {
      if (piece.kind === 'curves') continue;
      expect(piece.x).toBeGreaterThanOrEqual(-3);
      expect(piece.x).toBeLessThanOrEqual(103);
    }
  });

  it('takes every colour from the page, so that dark mode needs no script', () => {
    const colours = drawing.pieces
      .flatMap((piece) =>
        piece.kind === 'curves' ? piece.paths : [piece.kind === 'mark' ? piece.path : piece.attributes],
      )
      .flatMap((one) => [one['fill'], one['stroke']]);
    for (const colour of colours)
      expect(String(colour ?? 'none')).toMatch(/^(var\(--[a-z0-9-]+\)|none|transparent)$/);
  });

  it('hangs each word where its option says: at a share of the width, and as many pixels off', () => {
    const option = optionOf(chart) as {
      readonly xAxis: { readonly min: number; readonly max: number };
      readonly series: readonly {
        readonly data: readonly (readonly [number, number])[];
        readonly label?: { readonly formatter: string; readonly offset: readonly [number, number] };
      }[];
    };
    const { min, max } = option.xAxis;
    const wanted = option.series.flatMap(({ data, label }) =>
      label
        ? [
            {
              text: label.formatter,
              x: (((data[0]?.[0] ?? 0) - min) / (max - min)) * 100,
              off: label.offset[0],
            },
          ]
        : [],
    );
    expect(wanted.length).toBeGreaterThan(1);
    for (const { text, x, off } of wanted) {
      const word = drawing.pieces.find((piece) => piece.kind === 'word' && piece.text === text);
      if (word?.kind !== 'word') throw new Error(`“${text}” is not drawn.`);
      const [, moved = 0] = /^translate\(([-\d.]+),0\)$/.exec(String(word.attributes['transform'])) ?? [];
      expect(word.x).toBeCloseTo(x, 1);
      expect(Number(moved)).toBeCloseTo(off, 1);
    }
  });

  it('draws every mark over every word, so that no word hides a point', () => {
    const { height, pieces } = drawing;
    const words = pieces.flatMap((piece, index) =>
      piece.kind === 'word' && Number(piece.attributes['y']) < height - AXIS_HEIGHT ? [index] : [],
    );
    const marks = pieces.flatMap((piece, index) => (piece.kind === 'mark' ? [index] : []));
    expect(words.length).toBeGreaterThan(0);
    expect(Math.max(...words)).toBeLessThan(Math.min(...marks, pieces.length));
  });

  it('keeps the width of stretched strokes and the size of words', () => {
    for (const piece of drawing.pieces) {
      if (piece.kind === 'curves')
        for (const path of piece.paths) expect(path['vector-effect']).toBe('non-scaling-stroke');
      if (piece.kind === 'word') expect(piece.attributes['style']).toMatch(/font-size:var\(--t-[01]\)/);
    }
  });
});

describe('a trend', () => {
  it('names its last finished period, the unfinished one, the median and the break', () => {
    const [, chart] = charts[0] ?? [];
    if (!chart) throw new Error('no chart');
    expect(words(chart)).toEqual(
      expect.arrayContaining(['三季度94.2%', '未满', '同级中位数', 'v2口径', '2024', '四季度']),
    );
  });

  it('draws no line through a figure that is not published', () => {
    const held = aTrend(
      'R2',
      quarters
        .slice(0, 5)
        .map((period, index) => ({ ...aShare('R2', index === 2 ? 4 : 90, index === 2 ? 5 : 100), period })),
    );
    const chart = chartOf(trendView(held, null, zh));
    const lines = drawingOf(chart)
      .pieces.flatMap((piece) => (piece.kind === 'curves' ? piece.paths : []))
      .filter((path) => path['stroke'] === 'var(--jade)' && path['stroke-width'] === 2.25);
    expect(lines).toHaveLength(1);
    expect(String(lines[0]?.['d']).match(/M/g)).toHaveLength(2);
  });

  it('labels no two moments so close that they would run together on a phone', () => {
    const months = Array.from({ length: 25 }, (_, index) => ({
      name: '',
      short: '9月',
      year: index % 12 === 3 ? String(2024 + (index - 3) / 12) : null,
      value: 1,
      low: 1,
      high: 1,
      median: null,
      open: false,
      said: '',
    }));
    const at = [...timeLabels(months).keys()];
    for (const [index, place] of at.entries())
      if (index > 0) expect((place - (at[index - 1] ?? 0)) * (244 / 24)).toBeGreaterThanOrEqual(50);
    expect(at).toContain(24);
  });
});
