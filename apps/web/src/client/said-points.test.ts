import { describe, expect, it } from '@jest/globals';
import { trendView } from '../features/figures/trend-chart.ts';
import { waitView } from '../features/figures/wait-chart.ts';
import { funnelView } from '../features/rankings/funnel-chart.ts';
import { aRisingTrend, aWait } from '../fixtures/figures.ts';
import { fullRanking } from '../fixtures/rankings.ts';
import { voiceOf } from '../wording/voice.ts';
import { nearestTo, saidPoints } from './said-points.ts';

const zh = voiceOf('zh');

describe('what can be pointed at', () => {
  it('runs from left to right and has a sentence each', () => {
    const charts = [
      trendView(aRisingTrend(true), null, zh)?.chart,
      waitView(aWait(1), null, zh).chart,
      funnelView(fullRanking, zh)?.chart,
    ];
    for (const chart of charts) {
      if (!chart) throw new Error('A fixture gives no chart.');
      const points = saidPoints(chart);
      expect(points.length).toBeGreaterThan(5);
      expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).sort((a, b) => a - b));
      for (const { said } of points) expect(said).toMatch(/^.+：[\d.]+%/);
    }
    const [trend] = charts;
    expect(trend && saidPoints(trend)[10]?.said).toBe(
      '2026年第三季度：94.2%（92.6～95.4），n\u00a0=\u00a01,046',
    );
  });

  it('is the nearest moment in a chart over time, and only what is within reach elsewhere', () => {
    const places = [
      [0, 0],
      [50, 90],
      [100, 10],
    ] as const;
    expect(nearestTo([70, 0], places, 'moment')).toBe(1);
    expect(nearestTo([70, 0], places, 'point')).toBeNull();
    expect(nearestTo([95, 15], places, 'point')).toBe(2);
    expect(nearestTo([0, 0], [], 'moment')).toBeNull();
  });
});
