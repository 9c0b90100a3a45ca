import type { FunnelChart } from './chart.ts';
import type { Pair } from './plot.ts';

type Limit = 'low95' | 'high95' | 'low998' | 'high998';

/** The lines of a funnel by number of cases and height, and the number at the right end of its axis. */
export interface FunnelLines extends Readonly<Record<Limit, readonly Pair[]>> {
  readonly centre: readonly Pair[];
  readonly end: number;
}

/** The axis goes on by this share beyond the largest department, so that the edge does not cut its mark. */
const BEYOND = 0.06;

/** The middle and the limits, from where the server’s curve begins to a little beyond the largest department. */
export function funnelLines({ points, curve, centre }: FunnelChart): FunnelLines {
  const end = Math.max(...points.map((point) => point.n)) * (1 + BEYOND);
  const limit = (key: Limit) =>
    upTo(
      end,
      curve.map((point): Pair => [point.n, point[key]]),
    );
  return {
    end,
    centre: [
      [0, centre],
      [end, centre],
    ],
    low95: limit('low95'),
    high95: limit('high95'),
    low998: limit('low998'),
    high998: limit('high998'),
  };
}

/** A line cut off at the right end, or carried on to it: that far right it is all but level. */
function upTo(end: number, line: readonly Pair[]): Pair[] {
  const kept = line.filter(([n]) => n < end);
  return kept.length === 0 ? [] : [...kept, [end, levelAt(line, end)]];
}

/** How high a line is at a number of cases; beyond its ends it is as high as there. */
export function levelAt(line: readonly Pair[], n: number): number {
  const next = line.findIndex(([x]) => x >= n);
  const after = line[next] ?? line.at(-1);
  const before = line[next - 1] ?? after;
  if (!before || !after || before[0] === after[0]) return after?.[1] ?? 0;
  return before[1] + ((n - before[0]) / (after[0] - before[0])) * (after[1] - before[1]);
}
