import type { TrendChart } from './chart.ts';
import { hatchOf, runsOf, type Pair, type Plot } from './plot.ts';
import { INK, LABEL_SIZE, NESTED_SIZE, TICK_SIZE } from './theme.ts';
import { breakLine, openInterval, wayToOpen, type Dated, type TrendLines } from './trend-lines.ts';
import { wordSeries, type Spot, type Surroundings, type Word } from './word-places.ts';

/** Across, in pixels: the dot of a lonely figure, and the hollow mark of a period that still runs. */
export const ALONE_SIZE = 7;
export const OPEN_SIZE = 9;

/** The words of a trend: its newest value first, then the unfinished period and the breaks; the peers’ name where it fits. */
export function trendWords(chart: TrendChart, lines: TrendLines, plot: Plot): object[] {
  return wordSeries(plot, surroundings(chart, lines, plot), [
    ...doneWord(chart, lines),
    ...openWord(chart, lines),
    ...chart.breaks.map(({ before, label }) => breakWord(before, label, plot)),
    ...medianWord(chart, lines),
  ]);
}

function surroundings(chart: TrendChart, lines: TrendLines, plot: Plot): Surroundings {
  const marks = (points: readonly Pair[], size: number) => points.map(([x, y]) => ({ x, y, size: size + 2 }));
  const mark = (point: Dated | null, size: number) => marks(point ? [[point.at, point.value]] : [], size);
  return {
    marks: [
      ...mark(lines.done, NESTED_SIZE),
      ...mark(lines.open, OPEN_SIZE),
      ...marks([...lines.alone, ...lines.medianAlone], ALONE_SIZE),
    ],
    curves: [...runsOf(lines.value), ...runsOf(lines.median), wayToOpen(lines)],
    guides: [
      ...bandOf(lines),
      openInterval(lines),
      ...chart.breaks.map(({ before }) => breakLine(before, plot.y)),
    ],
  };
}

/** Both edges of the interval have the same gaps. */
function bandOf({ low, high }: TrendLines): Pair[][] {
  const highs = runsOf(high);
  return runsOf(low).flatMap((run, index) => hatchOf(run, highs[index] ?? run));
}

/** Off a mark, and farther where that is taken. */
const GAPS = [8, 18, 30, 44, 60, 78];

/** Over or under a figure: clear of its interval, else of its mark, else farther off. */
function spotsAt(
  { at, value, low, high }: Dated,
  first: 'above' | 'below',
  aligns: readonly Spot['align'][],
) {
  const sides = first === 'above' ? (['above', 'below'] as const) : (['below', 'above'] as const);
  const clear = sides.flatMap((side) => {
    const end = (side === 'above' ? high : low) ?? value;
    return aligns.map((align): Spot => ({ x: at, y: end, side, align, gap: 4, shift: -8 }));
  });
  const near = GAPS.flatMap((gap) =>
    sides.flatMap((side) => aligns.map((align): Spot => ({ x: at, y: value, side, align, gap, shift: -8 }))),
  );
  return [...clear, ...near];
}

const ALIGNS = ['left', 'center', 'right'] as const;

/** The newest finished value: over it, or under it where the line comes down to it and does not go on down. */
function doneWord({ says }: TrendChart, { done, value, open }: TrendLines): Word[] {
  if (!done) return [];
  const before = value[done.at - 1]?.[1] ?? done.value;
  const below = before > done.value && (open === null || open.value >= done.value);
  return [
    {
      text: says.last,
      color: INK.jade,
      weight: 600,
      size: LABEL_SIZE,
      spots: spotsAt(done, below ? 'below' : 'above', ['right', 'center', 'left']),
      optional: false,
    },
  ];
}

/** The period that still runs: at the side to which the figure moves. */
function openWord({ says }: TrendChart, { done, open }: TrendLines): Word[] {
  if (!open) return [];
  const above = done === null || open.value >= done.value;
  return [
    {
      text: says.open,
      color: INK.soft,
      weight: 400,
      size: LABEL_SIZE,
      spots: spotsAt(open, above ? 'above' : 'below', ['center', 'right']),
      optional: false,
    },
  ];
}

/** A break has its name beside its line: at the foot, else at the head, else in between. */
function breakWord(before: number, label: string, { y }: Plot): Word {
  const spots = [0, 1, 0.25, 0.5, 0.75].flatMap((share) =>
    (['right', 'left'] as const).map((align): Spot => ({
      x: before - 0.5,
      y: y.min + share * (y.max - y.min),
      side: share === 1 ? 'below' : 'above',
      align,
      gap: 2,
      shift: 4,
    })),
  );
  return { text: label, color: INK.faint, weight: 400, size: TICK_SIZE, spots, optional: false };
}

/** The grey line is named anywhere along it, from its beginning on: best on the side away from the subject’s line. */
function medianWord({ points, says }: TrendChart, { median }: TrendLines): Word[] {
  if (says.median === '') return [];
  const spotsOn = (away: boolean) =>
    median.flatMap(([x, y]) => {
      if (y === null) return [];
      const over = y >= (points[x]?.value ?? -Infinity);
      const side = over === away ? 'above' : 'below';
      return ALIGNS.map((align): Spot => ({ x, y, side, align, gap: 4, shift: -4 }));
    });
  return [
    {
      text: says.median,
      color: INK.soft,
      weight: 400,
      size: LABEL_SIZE,
      spots: [...spotsOn(true), ...spotsOn(false)],
      optional: true,
    },
  ];
}
