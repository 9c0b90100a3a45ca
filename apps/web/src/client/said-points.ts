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

/** An unseen series over the drawing: large enough to hit, it only carries the sentences. */
export const tooltipSeries = (chart: Chart) => ({
  type: 'scatter',
  z: 20,
  symbol: 'circle',
  symbolSize: 26,
  clip: false,
  itemStyle: { color: 'transparent' },
  emphasis: { disabled: true },
  data: saidPoints(chart).map(({ x, y, said }) => ({ value: [x, y], name: said })),
  tooltip: {
    // A node, not a string: what is said is never read as HTML.
    formatter: ({ name }: { name: string }) =>
      Object.assign(document.createElement('span'), { textContent: name }),
  },
});
