import type { EChartsCoreOption } from 'echarts/core';
import type { WaitChart } from './chart.ts';
import { scaleOf } from './scale.ts';
import { band, base, guide, INK, placeAxis, say, still, valueAxis, words } from './theme.ts';

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

/** The share answered within so many working days: steps with their interval, the peers in grey, half and nine tenths marked. */
export function waitOption(chart: WaitChart): EChartsCoreOption {
  const { until } = chart;
  const days = scaleOf(0, until, 0, until, 4).ticks.filter((day) => day < until);
  const labels = new Map<number, string>([
    [0, chart.says.start],
    ...days.slice(1).map((day): [number, string] => [day, String(day)]),
    [until, chart.says.end],
  ]);
  return {
    ...base,
    xAxis: placeAxis(0, until, labels),
    yAxis: valueAxis(0, 100, 25, '%'),
    series: [
      ...band(
        'interval',
        within(chart.steps, until, (step) => step.low),
        within(chart.steps, until, (step) => step.high),
        INK.jade,
        0.15,
        'end',
      ),
      ...peers(chart),
      {
        ...still,
        type: 'line',
        step: 'end',
        symbol: 'none',
        z: 4,
        lineStyle: { color: INK.jade, width: 2.25 },
        data: within(chart.steps, until, (step) => step.share),
      },
      ...mark(chart.median, 50, until, chart.says.median),
      ...mark(chart.ninetieth, 90, until, chart.says.ninetieth),
    ],
  };
}

function peers({ peers: steps, until, says }: WaitChart): object[] {
  if (steps.length === 0) return [];
  const data = within(steps, until, (step) => step.share);
  const [x, y] = data[Math.min(data.length - 1, Math.ceil(data.length / 4))] ?? [0, 0];
  return [
    { ...guide(INK.peer, 'solid', data, 1.5), step: 'end' },
    words(x, y, {
      ...say(INK.soft),
      align: 'right',
      position: 'top',
      offset: [-4, 0],
      formatter: says.peers,
    }),
  ];
}

/** Words that would stand on the curve go down to this height, where nothing else is: half above nine tenths. */
const LOW = { 50: 32, 90: 12 } as const;

/** From the share across to the curve and down to its day; the words stand at the right of the drop, or low at its left. */
function mark(day: number | null, share: 50 | 90, until: number, text: string): object[] {
  if (day === null || day > until) return [];
  const early = day < until * 0.5;
  const at = early
    ? words(day, share, {
        ...say(INK.jade, 600),
        align: 'left',
        position: 'bottom',
        offset: [6, 6],
        formatter: text,
      })
    : words(day, LOW[share], {
        ...say(INK.jade, 600),
        align: 'right',
        position: 'inside',
        offset: [-6, 0],
        formatter: text,
      });
  const path = [
    [0, share],
    [day, share],
    [day, 0],
  ];
  return [guide(INK.jade, [2, 3], path), at];
}
