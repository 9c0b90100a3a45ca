import { AXIS_HEIGHT, HEADROOM } from './theme.ts';

/** The plot between its axes, in pixels: on a phone of 320 px, and at the full width of a page. */
export const NARROWEST = 244;
export const WIDEST = 960;

/** How tall each kind of chart is drawn, in pixels. */
export const HEIGHTS = { trend: 268, wait: 268, funnel: 364 } as const;

/** What the two axes of a drawing cover, and how tall it is. */
export interface Plot {
  readonly x: { readonly min: number; readonly max: number };
  readonly y: { readonly min: number; readonly max: number };
  readonly height: number;
}

export type Pair = readonly [x: number, y: number];

/** The lowest pixel of the plot: under it stand the words of the axis. */
export const floorOf = (plot: Plot): number => plot.height - AXIS_HEIGHT;

/** Where a point of the data stands: at which share of the plot’s width, how many pixels from the top of the drawing. */
export function placeOf({ x: across, y: up, height }: Plot, [x, y]: Pair): Pair {
  const share = (x - across.min) / (across.max - across.min);
  const rise = (y - up.min) / (up.max - up.min);
  return [share, HEADROOM + (1 - rise) * (height - AXIS_HEIGHT - HEADROOM)];
}

/** The point of the data that stands there. It may lie beyond the axes: words use the headroom. */
export function pointAt({ x: across, y: up, height }: Plot, [share, level]: Pair): Pair {
  const rise = 1 - (level - HEADROOM) / (height - AXIS_HEIGHT - HEADROOM);
  return [across.min + share * (across.max - across.min), up.min + rise * (up.max - up.min)];
}

/** The stairs that ECharts draws for `step: 'end'`: level up to the next point, then to its height. */
export const stairsOf = (points: readonly Pair[]): Pair[] =>
  points.flatMap((point, index): Pair[] => {
    const before = points[index - 1];
    return before ? [[point[0], before[1]], point] : [point];
  });

/** The unbroken parts of a line with gaps. A part of one point is a point alone. */
export function runsOf(points: readonly (readonly [number, number | null])[]): Pair[][] {
  const runs: Pair[][] = [[]];
  for (const [x, y] of points) {
    if (y === null) runs.push([]);
    else runs.at(-1)?.push([x, y]);
  }
  return runs.filter((run) => run.length > 0);
}

/** A tinted band as a few lines between its two edges, so that words can tell it from bare paper. */
export const hatchOf = (low: readonly Pair[], high: readonly Pair[]): Pair[][] =>
  [0, 0.25, 0.5, 0.75, 1].map((share) =>
    low.map(([x, y], index): Pair => [x, y + share * ((high[index]?.[1] ?? y) - y)]),
  );
