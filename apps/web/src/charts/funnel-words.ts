import type { FunnelChart } from './chart.ts';
import { levelAt, type FunnelLines } from './funnel-lines.ts';
import type { Pair, Plot } from './plot.ts';
import { INK, LABEL_SIZE, NESTED_SIZE } from './theme.ts';
import { wordSeries, type Spot, type Surroundings, type Word } from './word-places.ts';

/** Across, in pixels. */
export const PEER_SIZE = 9;
export const OUTSIDE_SIZE = 11;

/** More named triangles than this would crowd the drawing; the rest are in the table. */
const NAMED_AT_MOST = 4;

type Point = FunnelChart['points'][number];

/** The words of a funnel: the focus, the triangles while they are few, then the names of the lines where they fit. */
export function funnelWords(chart: FunnelChart, lines: FunnelLines, plot: Plot): object[] {
  const focus = chart.points.filter((point) => point.role === 'focus');
  const outside = chart.points.filter((point) => point.role === 'outside');
  return wordSeries(plot, surroundings(chart, lines, plot), [
    ...focus.map(focusName),
    ...(outside.length <= NAMED_AT_MOST ? outside : []).map((point) => outsideName(point, chart.centre)),
    lineWord(chart.says.centre, [lines.centre], ['above', 'below'], [1, 12], plot),
    lineWord(chart.says.inner, [lines.low95, lines.high95], ['above', 'below'], [1], plot),
    lineWord(chart.says.outer, [lines.low998, lines.high998], ['below', 'above'], [1], plot),
  ]);
}

const SIZES = { peer: PEER_SIZE, outside: OUTSIDE_SIZE, focus: NESTED_SIZE };

const surroundings = ({ points }: FunnelChart, lines: FunnelLines, plot: Plot): Surroundings => ({
  marks: points.map(({ n, value, role }) => ({ x: n, y: value, size: SIZES[role] + 2 })),
  curves: [],
  guides: [lines.centre, lines.low95, lines.high95, lines.low998, lines.high998].map((line) =>
    line.filter(([, level]) => isWithin(plot, level)),
  ),
});

const isWithin = ({ y }: Plot, level: number) => level > y.min && level < y.max;

/** Off the edge of a mark: the name of a triangle stays near it, or another triangle would seem to bear it. */
const NEAR = [3, 12];
const NEAR_OR_FAR = [...NEAR, 22, 34, 48, 64];

/** The focus is the only one in its colour, so its name may stand farther off; it is never left out. */
const focusName = (point: Point): Word => ({
  text: point.label,
  color: INK.jade,
  weight: 600,
  size: LABEL_SIZE,
  spots: spotsAround(point, NESTED_SIZE, ['below', 'above', 'beside'], NEAR_OR_FAR),
  optional: false,
});

/** Beside the triangle, or on the side to which it points. */
const outsideName = (point: Point, centre: number): Word => ({
  text: point.label,
  color: INK.seal,
  weight: 600,
  size: LABEL_SIZE,
  spots: spotsAround(point, OUTSIDE_SIZE, ['beside', point.value < centre ? 'below' : 'above'], NEAR),
  optional: true,
});

/** Round a mark, the nearest first: farther off is worse by the pixel. */
function spotsAround(
  { n, value }: Point,
  size: number,
  sides: readonly Spot['side'][],
  gaps: readonly number[],
): Spot[] {
  const [edge, reach] = [size / 2, -size / 2];
  return gaps.flatMap((gap) =>
    sides.flatMap((side) =>
      (['center', 'left', 'right'] as const)
        .filter((align) => side !== 'beside' || align !== 'center')
        .map((align): Spot => ({ x: n, y: value, side, align, gap: edge + gap, shift: reach, worse: gap })),
    ),
  );
}

/** Where along its line a name may end, as shares of the axis, from the right end on. */
const ALONG = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4];

/** A line's name, as near as `gaps` says and as far right as it can stand; of two lines alike either may carry it. */
function lineWord(
  text: string,
  lines: readonly (readonly Pair[])[],
  sides: readonly Spot['side'][],
  gaps: readonly number[],
  plot: Plot,
): Word {
  const spots = gaps.flatMap((gap) =>
    ALONG.flatMap((share) =>
      lines.flatMap((line) => {
        const x = share * plot.x.max;
        const y = levelAt(line, x);
        if (!isWithin(plot, y)) return [];
        return sides.map((side): Spot => ({ x, y, side, align: 'right', gap }));
      }),
    ),
  );
  return { text, color: INK.soft, weight: 400, size: LABEL_SIZE, spots, optional: true };
}
