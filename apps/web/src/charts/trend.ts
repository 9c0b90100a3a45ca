import type { EChartsCoreOption } from 'echarts/core';
import type { TrendChart } from './chart.ts';
import { HEIGHTS, NARROWEST, type Plot } from './plot.ts';
import { scaleOf } from './scale.ts';
import { band, base, guide, hollow, INK, nested, placeAxis, still, valueAxis } from './theme.ts';
import { breakLine, openInterval, trendLines, wayToOpen, type TrendLines } from './trend-lines.ts';
import { ALONE_SIZE, OPEN_SIZE, trendWords } from './trend-words.ts';

const EDGE = 0.25;
/** The room that a label on the time axis takes. */
const LABEL_ROOM = 50;

/** The axis of time: the last period by name, each year where it opens; first come first served where room is short. */
export function timeLabels(points: TrendChart['points']): Map<number, string> {
  const last = points.length - 1;
  const apart = LABEL_ROOM / (NARROWEST / Math.max(1, last));
  const wanted: [number, string][] = [
    [last, points[last]?.short ?? ''],
    ...points.flatMap((point, index): [number, string][] =>
      point.year === null ? [] : [[index, point.year]],
    ),
    [0, points[0]?.short ?? ''],
  ];
  const kept = new Map<number, string>();
  for (const [index, label] of wanted) {
    if ([...kept.keys()].every((other) => Math.abs(other - index) >= apart)) kept.set(index, label);
  }
  return new Map([...kept].sort(([a], [b]) => a - b));
}

/**
 * A figure over time: band and line up to the last finished period, which carries the mark and its value; a period
 * that still runs is hollow, dotted, with its interval upright. Medians of peers are a grey line, gaps stay gaps.
 */
export function trendOption(chart: TrendChart): EChartsCoreOption {
  const { points } = chart;
  const ends = points
    .flatMap((point) => [point.low, point.high, point.value, point.median])
    .filter((end) => end !== null);
  const scale = scaleOf(Math.min(...ends), Math.max(...ends), 0, 100, 4);
  const plot: Plot = { x: { min: -EDGE, max: points.length - 1 + EDGE }, y: scale, height: HEIGHTS.trend };
  const lines = trendLines(chart);
  const line = { ...still, type: 'line', symbol: 'none', z: 4 } as const;
  return {
    ...base,
    xAxis: placeAxis(plot.x.min, plot.x.max, timeLabels(points)),
    yAxis: valueAxis(scale.min, scale.max, (scale.ticks[1] ?? 1) - (scale.ticks[0] ?? 0), chart.unit),
    series: [
      ...band('interval', lines.low, lines.high, INK.jade, 0.15),
      { ...guide(INK.peer, 'solid', [], 1.5), data: lines.median },
      { ...line, lineStyle: { color: INK.jade, width: 2.25 }, data: lines.value },
      hollow(INK.peer, ALONE_SIZE, lines.medianAlone),
      hollow(INK.jade, ALONE_SIZE, lines.alone),
      ...chart.breaks.map(({ before }) => guide(INK.faint, [2, 3], breakLine(before, scale))),
      ...marksOf(lines),
      ...trendWords(chart, lines, plot),
    ],
  };
}

function marksOf(lines: TrendLines): object[] {
  const { done, open } = lines;
  return [
    ...(open
      ? [
          guide(INK.jade, [3, 4], wayToOpen(lines), 2),
          guide(INK.jade, [2, 3], openInterval(lines)),
          {
            ...hollow(INK.jade, OPEN_SIZE, [[open.at, open.value]]),
            itemStyle: { color: INK.paper, borderColor: INK.jade, borderWidth: 2, opacity: 1 },
          },
        ]
      : []),
    ...(done ? nested(done.at, done.value) : []),
  ];
}
