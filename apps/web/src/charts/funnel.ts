import type { EChartsCoreOption } from 'echarts/core';
import type { FunnelChart } from './chart.ts';
import { scaleOf } from './scale.ts';
import { band, base, guide, hollow, INK, nested, placeAxis, say, still, valueAxis, words } from './theme.ts';

/** More named triangles than this would write over each other; the rest are in the table. */
const NAMED_AT_MOST = 4;

/** Departments as hollow circles by their number of cases, inside limits of chance that narrow to the right. */
export function funnelOption(chart: FunnelChart): EChartsCoreOption {
  const values = chart.points.map((point) => point.value);
  const wide = chart.curve.at(-1);
  const ends = [...values, chart.centre, ...(wide ? [wide.low998, wide.high998] : [])];
  const y = scaleOf(Math.min(...ends), Math.max(...ends), 0, 100, 5);
  const most = Math.max(...chart.points.map((point) => point.n), wide?.n ?? 0);
  const x = {
    min: 0,
    max: most,
    ticks: scaleOf(0, most, 0, Infinity, 4).ticks.filter((tick) => tick <= most),
  };
  const curve = chart.curve.filter((point) => point.n <= x.max);
  const held = (value: number) => Math.min(y.max, Math.max(y.min, value));
  const edge = (key: 'low95' | 'high95' | 'low998' | 'high998') =>
    curve.map((point): [number, number] => [point.n, held(point[key])]);
  const inside = (key: 'low95' | 'high95' | 'low998' | 'high998') =>
    curve.map((point): [number, number | null] => [
      point.n,
      point[key] > y.min && point[key] < y.max ? point[key] : null,
    ]);
  const limit = (key: 'low95' | 'high95' | 'low998' | 'high998', dash: 'solid' | number[]) => ({
    ...guide(INK.peer, dash, [], dash === 'solid' ? 1.25 : 1),
    data: inside(key),
  });
  return {
    ...base,
    xAxis: placeAxis(x.min, x.max, new Map(x.ticks.map((tick) => [tick, tick.toLocaleString('en')]))),
    yAxis: valueAxis(y.min, y.max, (y.ticks[1] ?? 1) - (y.ticks[0] ?? 0), chart.unit),
    series: [
      ...band('limits', edge('low998'), edge('high998'), INK.peerTint, 0.55),
      limit('low998', 'solid'),
      limit('high998', 'solid'),
      limit('low95', [4, 3]),
      limit('high95', [4, 3]),
      guide(
        INK.median,
        [5, 3],
        [
          [x.min, chart.centre],
          [x.max, chart.centre],
        ],
      ),
      hollow(
        INK.peer,
        9,
        chart.points.filter((point) => point.role === 'peer').map((point) => [point.n, point.value]),
      ),
      outside(chart, x.max),
      ...focus(chart, x.max),
      ...limitWords(chart, x.max, held),
    ],
  };
}

/** Beyond the outer limits: a seal-red triangle, named while there are few. */
function outside(chart: FunnelChart, end: number): object {
  const points = chart.points.filter((point) => point.role === 'outside');
  const named = points.length <= NAMED_AT_MOST;
  return {
    ...still,
    type: 'scatter',
    z: 6,
    symbol: 'triangle',
    symbolSize: [11, 10],
    itemStyle: { color: INK.seal, opacity: 1 },
    data: points.map((point) => ({
      value: [point.n, point.value],
      symbolRotate: point.value < chart.centre ? 180 : 0,
      label: {
        show: named,
        ...say(INK.seal, 600),
        position: 'top',
        align: point.n > end / 2 ? 'right' : 'left',
        offset: [point.n > end / 2 ? 8 : -8, 0],
        formatter: point.label,
      },
    })),
  };
}

function focus(chart: FunnelChart, end: number): object[] {
  const point = chart.points.find((one) => one.role === 'focus');
  if (!point) return [];
  const align = point.n > end * 0.8 ? 'right' : point.n < end * 0.2 ? 'left' : 'center';
  return nested(point.n, point.value, {
    show: true,
    ...say(INK.jade, 600),
    position: 'bottom',
    align,
    distance: 8,
    formatter: point.label,
  });
}

/** The names of the lines stand at their right ends, below the lower ones and above the middle. */
function limitWords(chart: FunnelChart, end: number, held: (value: number) => number): object[] {
  const last = chart.curve.at(-1);
  const at = (value: number, text: string, position: 'top' | 'bottom') =>
    words(end, held(value), { ...say(INK.soft), align: 'right', position, formatter: text });
  return [
    at(chart.centre, chart.says.centre, 'top'),
    ...(last ? [at(last.low95, chart.says.inner, 'top'), at(last.low998, chart.says.outer, 'bottom')] : []),
  ];
}
