import type { EChartsCoreOption } from 'echarts/core';
import type { FunnelChart } from './chart.ts';
import { funnelLines, type FunnelLines } from './funnel-lines.ts';
import { funnelWords, OUTSIDE_SIZE, PEER_SIZE } from './funnel-words.ts';
import { HEIGHTS, type Pair, type Plot } from './plot.ts';
import { scaleOf, type Scale } from './scale.ts';
import { band, base, guide, hollow, INK, nested, placeAxis, still, valueAxis } from './theme.ts';

/** Departments as hollow circles by their number of cases, inside limits of chance that narrow to the right. */
export function funnelOption(chart: FunnelChart): EChartsCoreOption {
  const lines = funnelLines(chart);
  const y = rulerOf(chart, lines);
  const ticks = scaleOf(0, lines.end, 0, Infinity, 4).ticks.filter((tick) => tick <= lines.end);
  const plot: Plot = { x: { min: 0, max: lines.end }, y, height: HEIGHTS.funnel };
  return {
    ...base,
    xAxis: placeAxis(0, lines.end, new Map(ticks.map((tick) => [tick, tick.toLocaleString('en')]))),
    yAxis: valueAxis(y.min, y.max, (y.ticks[1] ?? 1) - (y.ticks[0] ?? 0), chart.unit),
    series: [
      ...limits(lines, y),
      guide(INK.median, [5, 3], lines.centre),
      hollow(INK.peer, PEER_SIZE, pointsOf(chart, 'peer')),
      outside(chart),
      ...pointsOf(chart, 'focus').flatMap(([n, value]) => nested(n, value)),
      ...funnelWords(chart, lines, plot),
    ],
  };
}

/** All departments, and the limits as wide as they are at the right end; farther left they may leave the drawing. */
function rulerOf({ points }: FunnelChart, lines: FunnelLines): Scale {
  const narrow = [lines.centre, lines.low998, lines.high998].flatMap((line) => line.slice(-1));
  const levels = [...points.map((point) => point.value), ...narrow.map(([, level]) => level)];
  return scaleOf(Math.min(...levels), Math.max(...levels), 0, 100, 5);
}

/** The tint between the outer limits ends at the edges of the drawing; a line that leaves it is not drawn there. */
function limits(lines: FunnelLines, { min, max }: Scale): object[] {
  const held = (line: readonly Pair[]) =>
    line.map(([n, level]): Pair => [n, Math.min(max, Math.max(min, level))]);
  const inside = (line: readonly Pair[]) =>
    line.map(([n, level]) => [n, level > min && level < max ? level : null] as const);
  const limit = (line: readonly Pair[], dash: 'solid' | number[], width: number) => ({
    ...guide(INK.peer, dash, [], width),
    data: inside(line),
  });
  return [
    ...band('limits', held(lines.low998), held(lines.high998), INK.peerTint, 0.55),
    limit(lines.low998, 'solid', 1.25),
    limit(lines.high998, 'solid', 1.25),
    limit(lines.low95, [4, 3], 1),
    limit(lines.high95, [4, 3], 1),
  ];
}

const pointsOf = ({ points }: FunnelChart, role: FunnelChart['points'][number]['role']): Pair[] =>
  points.filter((point) => point.role === role).map((point) => [point.n, point.value]);

/** Beyond the outer limits: a seal-red triangle that points away from the middle. */
const outside = (chart: FunnelChart): object => ({
  ...still,
  type: 'scatter',
  z: 6,
  symbol: 'triangle',
  symbolSize: [OUTSIDE_SIZE, OUTSIDE_SIZE - 1],
  itemStyle: { color: INK.seal, opacity: 1 },
  data: pointsOf(chart, 'outside').map(([n, value]) => ({
    value: [n, value],
    symbolRotate: value < chart.centre ? 180 : 0,
  })),
});
