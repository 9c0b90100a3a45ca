import type { EChartsCoreOption } from 'echarts/core';
import type { WaitChart } from './chart.ts';
import { HEIGHTS, NARROWEST, stairsOf, type Pair, type Plot } from './plot.ts';
import { scaleOf } from './scale.ts';
import { band, base, guide, INK, LABEL_SIZE, placeAxis, still, TICK_SIZE, valueAxis } from './theme.ts';
import { wordSeries, type Spot, type Surroundings, type Word } from './word-places.ts';
import { widthOf } from './word-width.ts';

type Step = { readonly wait: number };

/** The steps inside the drawing, begun at nothing on day 0 and carried on to its right edge. */
function within<T extends Step>(
  steps: readonly T[],
  until: number,
  of: (step: T) => number,
): [number, number][] {
  const inside = steps
    .filter((step) => step.wait <= until)
    .map((step): [number, number] => [step.wait, of(step)]);
  const begun: [number, number][] = inside[0]?.[0] === 0 ? inside : [[0, 0], ...inside];
  const last = begun.at(-1);
  return last && last[0] < until ? [...begun, [until, last[1]]] : begun;
}

/** The lines of the drawing, each by its corners. No line of peers where there are none. */
function linesOf({ steps, peers, until }: WaitChart) {
  return {
    share: within(steps, until, (step) => step.share),
    low: within(steps, until, (step) => step.low),
    high: within(steps, until, (step) => step.high),
    peers: peers.length === 0 ? [] : within(peers, until, (step) => step.share),
  };
}

/** The share answered within so many working days: steps with their interval, the peers in grey, half and nine tenths marked. */
export function waitOption(chart: WaitChart): EChartsCoreOption {
  const { until } = chart;
  const lines = linesOf(chart);
  const line = { ...still, type: 'line', step: 'end', symbol: 'none', z: 4 } as const;
  const plot: Plot = { x: { min: 0, max: until }, y: { min: 0, max: 100 }, height: HEIGHTS.wait };
  return {
    ...base,
    xAxis: placeAxis(0, until, dayLabels(chart)),
    yAxis: valueAxis(0, 100, 25, '%'),
    series: [
      ...band('interval', lines.low, lines.high, INK.jade, 0.15, 'end'),
      ...(lines.peers.length === 0
        ? []
        : [{ ...guide(INK.peer, 'solid', lines.peers, 1.5), step: 'end' as const }]),
      { ...line, lineStyle: { color: INK.jade, width: 2.25 }, data: lines.share },
      ...marksOf(chart).map((mark) => guide(INK.jade, [2, 3], pathOf(mark))),
      ...wordSeries(plot, surroundings(chart, lines), [
        ...marksOf(chart).map((mark) => markWord(mark)),
        ...peersWord(chart, lines.peers),
      ]),
    ],
  };
}

/** Between two words of the axis, in pixels. */
const LABEL_GAP = 4;

/** The words of both ends, and round days between them as far as they keep clear of those on a phone. */
function dayLabels({ until, says }: WaitChart): Map<number, string> {
  const room = (text: string) => widthOf(text, TICK_SIZE) + LABEL_GAP;
  const days = scaleOf(0, until, 0, until, 4).ticks.filter((day) => {
    const place = (day / until) * NARROWEST;
    const half = widthOf(String(day), TICK_SIZE) / 2;
    return place - half >= room(says.start) && place + half <= NARROWEST - room(says.end);
  });
  return new Map([[0, says.start], ...days.map((day) => [day, String(day)] as const), [until, says.end]]);
}

interface Mark {
  readonly day: number;
  readonly share: 50 | 90;
  readonly text: string;
}

/** Half and nine tenths, as far as they are reached inside the drawing. */
const marksOf = ({ median, ninetieth, until, says }: WaitChart): Mark[] =>
  (
    [
      [median, 50, says.median],
      [ninetieth, 90, says.ninetieth],
    ] as const
  ).flatMap(([day, share, text]) => (day === null || day > until ? [] : [{ day, share, text }]));

/** From the share across to the curve and down to its day. */
const pathOf = ({ day, share }: Mark): Pair[] => [
  [0, share],
  [day, share],
  [day, 0],
];

const surroundings = (chart: WaitChart, lines: ReturnType<typeof linesOf>): Surroundings => ({
  marks: [],
  curves: [stairsOf(lines.share), stairsOf(lines.peers)],
  guides: marksOf(chart).map(pathOf),
});

/** How much lower the next place is, in percent of the letters: about the height of a word. */
const LOWER = 8;

/**
 * Right of the drop and just under the curve, or lower along the drop; else on the dotted line that leads to the drop;
 * in the last resort over the plot, where no curve comes.
 */
function markWord({ day, share, text }: Mark): Word {
  const along = Array.from({ length: Math.floor(share / LOWER) }, (_, index): Spot => {
    return { x: day, y: share - index * LOWER, side: 'below', align: 'left', gap: 2, shift: 6 };
  });
  const leading: Spot = { x: day, y: share, side: 'above', align: 'right', gap: 1, shift: 8 };
  const over: Spot = { x: day, y: 100, side: 'above', align: 'right', gap: 1, worse: 100 };
  const spots = [...along.slice(0, 3), leading, ...along.slice(3), over];
  return { text, color: INK.jade, weight: 600, size: LABEL_SIZE, spots, optional: false };
}

/** In a corner of the peers’ stairs, over or under them, the nearest to the middle first. */
function peersWord({ says }: WaitChart, line: readonly Pair[]): Word[] {
  if (line.length === 0 || says.peers === '') return [];
  const corners = line.flatMap(([x, y], index): [number, Spot][] => {
    const [end] = line[index + 1] ?? [x];
    return [
      [Math.abs(y - 60), { x, y, side: 'above', align: 'right', gap: 0, shift: 4 }],
      [Math.abs(y - 40), { x: end, y, side: 'below', align: 'left', gap: 0, shift: 4 }],
    ];
  });
  const spots = corners.sort(([one], [other]) => one - other).map(([, spot]) => spot);
  return [{ text: says.peers, color: INK.soft, weight: 400, size: LABEL_SIZE, spots, optional: true }];
}
