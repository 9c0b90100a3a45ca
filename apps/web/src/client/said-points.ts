import type { Chart } from '../charts/chart.ts';

/** Everything in a chart that can be pointed at, from left to right, with its sentence. */
export function saidPoints(
  chart: Chart,
): readonly { readonly x: number; readonly y: number; readonly said: string }[] {
  if (chart.kind === 'trend') {
    return chart.points.flatMap(({ value, said }, index) =>
      value === null ? [] : [{ x: index, y: value, said }],
    );
  }
  if (chart.kind === 'funnel') {
    return chart.points.map(({ n, value, said }) => ({ x: n, y: value, said })).sort((a, b) => a.x - b.x);
  }
  return chart.steps
    .filter((step) => step.wait <= chart.until)
    .map(({ wait, share, said }) => ({ x: wait, y: share, said }));
}

/**
 * Which of the places is meant by a pointer: the nearest moment in a chart that runs from left to right, the nearest
 * point elsewhere. Null when nothing is within reach.
 */
export function nearestTo(
  [x, y]: readonly [number, number],
  places: readonly (readonly [number, number])[],
  by: 'moment' | 'point',
): number | null {
  let best: number | null = null;
  let least = by === 'moment' ? Infinity : REACH;
  for (const [index, [placeX, placeY]] of places.entries()) {
    const distance = by === 'moment' ? Math.abs(placeX - x) : Math.hypot(placeX - x, placeY - y);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/** Half of the 44 pixels that a finger needs. */
const REACH = 22;

/** An unseen series over the drawing: it carries the sentences, and rings the point that is meant. */
export const tooltipSeries = (chart: Chart) => ({
  type: 'scatter',
  z: 20,
  symbol: 'circle',
  symbolSize: 16,
  clip: false,
  silent: true,
  itemStyle: { color: 'transparent', borderColor: 'transparent', opacity: 1 },
  emphasis: { scale: false, itemStyle: { color: 'transparent', borderColor: 'var(--ink)', borderWidth: 2 } },
  data: saidPoints(chart).map(({ x, y, said }) => ({ value: [x, y], name: said })),
  tooltip: {
    // A node, not a string: what is said is never read as HTML.
    formatter: ({ name }: { name: string }) =>
      Object.assign(document.createElement('span'), { textContent: name }),
  },
});
