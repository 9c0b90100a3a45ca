import type { Chart } from './chart.ts';
import { init } from './echarts.ts';
import { heightOf, optionOf } from './option.ts';
import { AXIS_HEIGHT, AXIS_WIDTH, DOT_SIZE } from './theme.ts';

/** A node of ECharts' SVG tree, as its SVG painter gives it. */
interface SvgNode {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly children?: readonly (SvgNode | null)[];
  readonly text?: string;
}

type Attributes = Readonly<Record<string, string | number>>;

/**
 * What is left to draw of a chart, in order. Curves stretch with the width of the page; marks and words keep their
 * size and stand at a percentage of it. Words of the value axis stand before the plot, at the right end of their room.
 */
export type Piece =
  | { readonly kind: 'curves'; readonly paths: readonly Attributes[] }
  | { readonly kind: 'mark'; readonly x: number; readonly y: number; readonly path: Attributes }
  | { readonly kind: 'word'; readonly x: number; readonly attributes: Attributes; readonly text: string };

export interface Drawing {
  readonly height: number;
  /** The width of the plot in the coordinates of the curves. */
  readonly width: number;
  readonly axis: readonly { readonly y: number; readonly text: string }[];
  readonly pieces: readonly Piece[];
}

/** Any width would do: all that is horizontal becomes a percentage of it. */
const PLOT_WIDTH = 640;

/** Draws a chart with ECharts on the server and takes the drawing apart, so that it fits any width without scaled text. */
export function drawingOf(chart: Chart): Drawing {
  const height = heightOf(chart);
  const { axis, pieces } = sort(svgOf(chart, AXIS_WIDTH + PLOT_WIDTH, height), height - AXIS_HEIGHT);
  return { height, width: PLOT_WIDTH, axis, pieces };
}

function svgOf(chart: Chart, width: number, height: number): SvgNode {
  const instance = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    instance.setOption(optionOf(chart));
    const painter = instance.getZr().painter as unknown as { renderToVNode(options: object): SvgNode };
    return painter.renderToVNode({ willUpdate: false });
  } finally {
    instance.dispose();
  }
}

/** Under the floor of the plot stand the words of the axis of places. */
function sort(root: SvgNode, floor: number): Pick<Drawing, 'axis' | 'pieces'> {
  const axis: { y: number; text: string }[] = [];
  const pieces: Piece[] = [];
  const dots = dotsOf(root);
  for (const node of leaves(root)) {
    if (node.tag === 'text') {
      const { x, y, text } = textOf(node);
      if (x < AXIS_WIDTH) axis.push({ y, text });
      else pieces.push(wordOf(node, y > floor ? x : (dots.shift() ?? x)));
    } else if (node.tag === 'path' && isSeen(node)) {
      const mark = markOf(node);
      const last = pieces.at(-1);
      if (mark) pieces.push(mark);
      else if (last?.kind === 'curves')
        pieces[pieces.length - 1] = { ...last, paths: [...last.paths, styleOf(node, true)] };
      else pieces.push({ kind: 'curves', paths: [styleOf(node, true)] });
    }
  }
  return { axis, pieces };
}

/** Groups only carry clipping, which no chart of ours needs; definitions and styles are for animation. */
function* leaves(node: SvgNode): Generator<SvgNode> {
  if (node.tag === 'defs' || node.tag === 'style') return;
  if (node.tag !== 'svg' && node.tag !== 'g') yield node;
  for (const child of node.children ?? []) if (child) yield* leaves(child);
}

const isNone = (value: unknown) => value === undefined || value === 'none' || value === 'transparent';
const isSeen = ({ attrs }: SvgNode) =>
  !(isNone(attrs['fill']) || attrs['fill-opacity'] === 0) ||
  !(isNone(attrs['stroke']) || attrs['stroke-opacity'] === 0 || attrs['stroke-width'] === 0);

const KEPT = [
  'd',
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
];

function styleOf({ attrs }: SvgNode, stretched: boolean): Attributes {
  const kept = KEPT.flatMap((name) => {
    const value = attrs[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(kept), ...(stretched && { 'vector-effect': 'non-scaling-stroke' }) };
}

const percent = (x: number) => Math.round(((x - AXIS_WIDTH) / PLOT_WIDTH) * 10_000) / 100;

/** A mark is what ECharts draws in a unit square and moves by a matrix. */
function markOf(node: SvgNode): Piece | null {
  const matrix = matrixOf(node);
  if (!matrix) return null;
  const [a, b, c, d, x, y] = matrix;
  return {
    kind: 'mark',
    x: percent(x),
    y,
    path: { ...styleOf(node, false), transform: `matrix(${a},${b},${c},${d},0,0)` },
  };
}

function matrixOf({ attrs }: SvgNode) {
  const numbers = /^matrix\(([^)]*)\)$/
    .exec(String(attrs['transform'] ?? ''))?.[1]
    ?.split(',')
    .map(Number);
  return numbers?.length === 6 ? (numbers as [number, number, number, number, number, number]) : null;
}

/** Where the unseen dots are that words hang at, in the order of their words. */
const dotsOf = (root: SvgNode): number[] =>
  [...leaves(root)].flatMap((node) => {
    const [size, , , , x] = matrixOf(node) ?? [];
    return x !== undefined && size !== undefined && size * 2 <= DOT_SIZE ? [x] : [];
  });

function textOf(node: SvgNode) {
  const move = /^translate\(([\d.-]+)[ ,]([\d.-]+)\)$/.exec(String(node.attrs['transform'] ?? ''));
  return {
    x: Number(node.attrs['x'] ?? 0) + Number(move?.[1] ?? 0),
    y: Number(node.attrs['y'] ?? 0) + Number(move?.[2] ?? 0),
    text: node.text ?? (node.children ?? []).map((child) => child?.text ?? '').join(''),
  };
}

/** A word stands at a percentage of the width where its dot is, and keeps its distance to it in pixels. */
function wordOf(node: SvgNode, dot: number): Piece {
  const { x, y, text } = textOf(node);
  const style = String(node.attrs['style'] ?? '');
  const large = !/font-size:13px/.test(style);
  const css = `font-size:var(${large ? '--t-1' : '--t-0'})${/font-weight:600/.test(style) ? ';font-weight:600' : ''}`;
  const shift = Math.round((x - dot) * 100) / 100;
  const moved = shift === 0 ? {} : { transform: `translate(${shift},0)` };
  return {
    kind: 'word',
    x: percent(dot),
    attributes: { ...styleOf(node, false), y, style: css, ...moved },
    text,
  };
}
