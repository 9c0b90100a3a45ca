/**
 * The look of every chart. Colours are the custom properties of the page, so dark mode and care mode reach the
 * charts without a script; text sizes are those of --t-0 and --t-1.
 */
export const INK = {
  text: 'var(--ink)',
  soft: 'var(--ink-2)',
  faint: 'var(--ink-3)',
  paper: 'var(--paper)',
  jade: 'var(--jade)',
  seal: 'var(--seal)',
  peer: 'var(--peer)',
  peerTint: 'var(--peer-tint)',
  grid: 'var(--grid)',
  axis: 'var(--axis)',
  median: 'var(--median)',
} as const;

export const TICK_SIZE = 13;
export const LABEL_SIZE = 15;

/** Room for the ticks of the value axis; the plot begins here. The FluidSvg component cuts the drawing at this line. */
export const AXIS_WIDTH = 44;
export const AXIS_HEIGHT = 28;
/** Room over the plot for words on its highest points. */
export const HEADROOM = 22;

export const grid = {
  left: AXIS_WIDTH,
  right: 0,
  top: HEADROOM,
  bottom: AXIS_HEIGHT,
  outerBoundsMode: 'none',
} as const;
export const base = {
  animation: false,
  backgroundColor: 'transparent',
  textStyle: { fontFamily: 'var(--face-text)', fontSize: TICK_SIZE, color: INK.faint },
  grid,
} as const;

const tick = { fontSize: TICK_SIZE, color: INK.faint } as const;

/** The upright axis: horizontal hairlines, no line of its own. */
export const valueAxis = (min: number, max: number, step: number, unit: string) => ({
  type: 'value' as const,
  min,
  max,
  interval: step,
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { ...tick, margin: 8, formatter: (value: number) => `${value}${unit}` },
  splitLine: { lineStyle: { color: INK.grid, width: 1 } },
});

/** Labels this near to an end of the axis, as a share of it, turn inward instead of standing across its edge. */
const NEAR_END = 0.08;

/** The axis along the bottom, with labels only at the places given. */
export const placeAxis = (min: number, max: number, labels: ReadonlyMap<number, string>) => ({
  type: 'value' as const,
  min,
  max,
  axisLine: { show: true, onZero: false, lineStyle: { color: INK.axis, width: 1 } },
  axisTick: { show: false },
  axisLabel: {
    ...tick,
    margin: 10,
    customValues: [...labels.keys()],
    formatter: (value: number) => labels.get(value) ?? '',
    ...turnedInward(min, max, [...labels.keys()]),
    showMinLabel: true,
    showMaxLabel: true,
  },
  splitLine: { show: false },
});

function turnedInward(min: number, max: number, places: readonly number[]) {
  const room = (max - min) * NEAR_END;
  const [first = max, last = min] = [places[0], places.at(-1)];
  return {
    alignMinLabel: first - min < room ? ('left' as const) : ('center' as const),
    alignMaxLabel: max - last < room ? ('right' as const) : ('center' as const),
  };
}

/** What series share: no reaction of their own, nothing cut off at the edge. */
export const still = { silent: true, clip: false, emphasis: { disabled: true }, animation: false } as const;

/** A word beside a mark, with a halo of paper so that lines do not run through it. */
export const say = (color: string, weight: 400 | 600 = 400) => ({
  fontSize: LABEL_SIZE,
  fontWeight: weight,
  color,
  textBorderColor: INK.paper,
  textBorderWidth: 4,
});

type Pair = readonly [number, number | null];

/** A band between two edges: two stacked lines without a stroke, the upper one filled. */
export function band(
  name: string,
  lows: readonly Pair[],
  highs: readonly Pair[],
  color: string,
  opacity: number,
  step?: 'end',
) {
  const invisible = {
    ...still,
    type: 'line' as const,
    symbol: 'none',
    stack: name,
    lineStyle: { width: 0, opacity: 0 },
    ...(step && { step }),
  };
  const rise = highs.map(([x, high], index) => {
    const low = lows[index]?.[1] ?? null;
    return [x, high === null || low === null ? null : high - low];
  });
  return [
    { ...invisible, data: lows.map(([x, low]) => [x, low]) },
    { ...invisible, data: rise, areaStyle: { color, opacity } },
  ];
}

export const NESTED_SIZE = 10;

/** 回: the mark of “this one” in every chart, drawn as two nested squares. */
export const nested = (x: number, y: number) => [
  {
    ...still,
    type: 'scatter' as const,
    z: 6,
    symbol: 'rect',
    symbolSize: NESTED_SIZE,
    itemStyle: { color: INK.paper, borderColor: INK.jade, borderWidth: 2, opacity: 1 },
    data: [[x, y]],
  },
  {
    ...still,
    type: 'scatter' as const,
    z: 7,
    symbol: 'rect',
    symbolSize: 4,
    itemStyle: { color: INK.jade, opacity: 1 },
    data: [[x, y]],
  },
];

/** Hollow circles in one colour. */
export const hollow = (color: string, size: number, data: readonly (readonly number[])[]) => ({
  ...still,
  type: 'scatter' as const,
  z: 5,
  symbol: 'circle',
  symbolSize: size,
  itemStyle: { color: INK.paper, borderColor: color, borderWidth: 1.5, opacity: 1 },
  data,
});

/** Straight lines from point to point that carry no data, such as guides and limits. */
export const guide = (
  color: string,
  dash: readonly number[] | 'solid',
  data: readonly (readonly number[])[],
  width = 1,
) => ({
  ...still,
  type: 'line' as const,
  symbol: 'none',
  z: 3,
  lineStyle: { color, width, type: dash === 'solid' ? ('solid' as const) : [...dash] },
  data,
});

export const DOT_SIZE = 0.1;

/**
 * A word that stands in the drawing without a mark: over curves and under marks, so that no word can hide a point. It
 * hangs at an unseen dot, by which the server's drawing finds the point that the word keeps its distance to.
 */
export const words = (x: number, y: number, label: object) => ({
  ...still,
  type: 'scatter' as const,
  z: 4.5,
  symbol: 'circle',
  symbolSize: DOT_SIZE,
  itemStyle: { color: 'transparent', opacity: 1 },
  data: [[x, y]],
  label: { show: true, ...label },
});
