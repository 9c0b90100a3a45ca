import type { EChartsCoreOption } from 'echarts/core';
import type { TrendChart } from './chart.ts';
import { scaleOf } from './scale.ts';
import { band, base, guide, hollow, INK, nested, placeAxis, say, still, valueAxis, words } from './theme.ts';

const EDGE = 0.25;
/** The narrowest plot, in pixels (a 320 px phone), and the room that a label on the time axis takes there. */
const NARROWEST = 244;
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
  const at = (key: 'value' | 'low' | 'high' | 'median') =>
    points.map((point, index): [number, number | null] => [
      index,
      point.open && key !== 'median' ? null : point[key],
    ]);
  const lastDone = points.findLastIndex((point) => !point.open && point.value !== null);
  return {
    ...base,
    xAxis: placeAxis(-EDGE, points.length - 1 + EDGE, timeLabels(points)),
    yAxis: valueAxis(scale.min, scale.max, (scale.ticks[1] ?? 1) - (scale.ticks[0] ?? 0), chart.unit),
    series: [
      ...band('interval', at('low'), at('high'), INK.jade, 0.15),
      { ...guide(INK.peer, 'solid', [], 1.5), data: at('median') },
      {
        ...still,
        type: 'line',
        symbol: 'none',
        z: 4,
        lineStyle: { color: INK.jade, width: 2.25 },
        data: at('value'),
      },
      ...lonely(chart),
      ...breaks(chart, scale.min, scale.max),
      ...medianWords(chart),
      ...openPoint(chart, lastDone),
      ...lastPoint(chart, lastDone),
    ],
  };
}

/** A finished point between two gaps has no line to lie on, so it gets a dot. */
function lonely({ points }: TrendChart): object[] {
  const known = (index: number) => {
    const point = points[index];
    return point !== undefined && !point.open && point.value !== null;
  };
  const alone = points.flatMap((point, index) =>
    known(index) && !known(index - 1) && !known(index + 1) && point.value !== null
      ? [[index, point.value]]
      : [],
  );
  return alone.length === 0 ? [] : [hollow(INK.jade, 7, alone)];
}

function breaks({ breaks: all }: TrendChart, min: number, max: number): object[] {
  return all.flatMap(({ before, label }) => [
    guide(
      INK.faint,
      [2, 3],
      [
        [before - 0.5, min],
        [before - 0.5, max],
      ],
    ),
    words(before - 0.5, min, {
      ...say(INK.faint),
      fontSize: 13,
      position: 'top',
      align: 'right',
      offset: [-6, -2],
      formatter: label,
    }),
  ]);
}

/** The grey line is named at its first point, on the side away from the subject's line. */
function medianWords({ points, says }: TrendChart): object[] {
  const first = points.findIndex((point) => point.median !== null);
  const point = points[first];
  if (point?.median === null || point === undefined || says.median === '') return [];
  const above = point.value === null || point.median >= point.value;
  return [
    words(first, point.median, {
      ...say(INK.soft),
      align: 'left',
      position: above ? 'top' : 'bottom',
      offset: [-4, 0],
      formatter: says.median,
    }),
  ];
}

function openPoint({ points, says }: TrendChart, lastDone: number): object[] {
  const last = points.length - 1;
  const point = points[last];
  if (!point?.open || point.value === null) return [];
  const before = points[lastDone]?.value ?? null;
  const above = before === null || point.value >= before;
  const end = (above ? point.high : point.low) ?? point.value;
  return [
    ...(before === null
      ? []
      : [
          guide(
            INK.jade,
            [3, 4],
            [
              [lastDone, before],
              [last, point.value],
            ],
            2,
          ),
        ]),
    ...(point.low === null || point.high === null
      ? []
      : [
          guide(
            INK.jade,
            [2, 3],
            [
              [last, point.low],
              [last, point.high],
            ],
          ),
        ]),
    {
      ...hollow(INK.jade, 9, [[last, point.value]]),
      itemStyle: { color: INK.paper, borderColor: INK.jade, borderWidth: 2, opacity: 1 },
    },
    words(last, end, {
      ...say(INK.soft),
      align: 'right',
      position: above ? 'top' : 'bottom',
      offset: [8, 0],
      formatter: says.open,
    }),
  ];
}

/** The newest finished value with its words: above it, or below where the line comes down to it and does not go on down. */
function lastPoint({ points, says }: TrendChart, lastDone: number): object[] {
  const point = points[lastDone];
  if (point === undefined || point.value === null) return [];
  const align = lastDone === 0 ? 'left' : 'right';
  const next = points[lastDone + 1]?.value ?? null;
  const below =
    (points[lastDone - 1]?.value ?? point.value) > point.value && (next === null || next >= point.value);
  const end = (below ? point.low : point.high) ?? point.value;
  return [
    ...nested(lastDone, point.value, { show: false }),
    words(lastDone, end, {
      ...say(INK.jade, 600),
      align,
      position: below ? 'bottom' : 'top',
      offset: [align === 'right' ? 8 : -8, 0],
      formatter: says.last,
    }),
  ];
}
