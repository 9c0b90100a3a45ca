import type { EChartsCoreOption } from 'echarts/core';
import type { Chart } from './chart.ts';
import { funnelOption } from './funnel.ts';
import { HEIGHTS } from './plot.ts';
import { trendOption } from './trend.ts';
import { waitOption } from './wait.ts';

/** The drawing of a chart for ECharts: the same on the server and in the browser. */
export function optionOf(chart: Chart): EChartsCoreOption {
  if (chart.kind === 'trend') return trendOption(chart);
  return chart.kind === 'funnel' ? funnelOption(chart) : waitOption(chart);
}

/** How tall a chart is drawn, in pixels. */
export const heightOf = (chart: Chart): number => HEIGHTS[chart.kind];
